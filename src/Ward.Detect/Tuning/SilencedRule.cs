using Ward.Detect.Findings;

namespace Ward.Detect.Tuning;

/// <summary>What a filter would have taken from one rule.</summary>
/// <param name="Detector">The rule or correlation that would have spoken.</param>
/// <param name="Spoken">Findings without the filter.</param>
/// <param name="Silenced">Of these, those that the filter would have kept quiet.</param>
/// <param name="Samples">Some of them, oldest first.</param>
public sealed record SilencedRule(string Detector, string Title, long Spoken, long Silenced, IReadOnlyList<Finding> Samples);
