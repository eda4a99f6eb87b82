using Ward.Govern.ThreatModel;

namespace Ward.Cli.Threats;

/// <summary>What a person asked of a threat model.</summary>
/// <param name="Kinds">Ids of kinds; all where empty.</param>
/// <param name="Register">The file of a risk register, or null.</param>
internal sealed record ThreatsAsked(IReadOnlyList<string> Kinds, bool Stride, string? Register, Severity? FailOn, bool Strict, bool FailOverdue, bool Json);
