using Ward.Detect.Findings;

namespace Ward.Benchmarks.Predict;

/// <summary>What one attacker did.</summary>
/// <param name="Findings">What was seen of it, in order; times are h after the beginning.</param>
/// <param name="Gains">Every step that succeeded: when, on which asset (index, -1 for a service), by which technique.</param>
/// <param name="Falls">When each service fell, by index.</param>
/// <param name="Aimed">True where he sought one service; else he took what came.</param>
internal sealed record Campaign(
    IReadOnlyList<(double At, Finding Finding)> Findings,
    IReadOnlyList<(double At, int Asset, string Technique)> Gains,
    IReadOnlyDictionary<int, double> Falls,
    bool Aimed);
