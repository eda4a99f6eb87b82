namespace Ward.Detect.Findings;

/// <summary>Why the detector spoke, in plain words and figures.</summary>
/// <param name="Expected">What was normal or allowed: 'at most 5 failed sign-ins from one source in 60 s'.</param>
/// <param name="Seen">What was there: '6 in 14 s'.</param>
/// <param name="P">Probability of seeing this if all is normal, 0..1; null for rules.</param>
/// <param name="From">Start of the window, event time.</param>
/// <param name="To">End of the window, event time.</param>
/// <param name="Fields">The fields that carried it, path and value.</param>
public sealed record Explanation(
    string Expected,
    string Seen,
    double? P,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<FieldShown> Fields);

/// <param name="Condition">The selection or feature that this field satisfied.</param>
public sealed record FieldShown(string Path, string Value, string Condition);
