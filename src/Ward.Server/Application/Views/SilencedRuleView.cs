namespace Ward.Server.Application.Views;

/// <summary>What a filter would have taken from one rule.</summary>
/// <param name="Spoken">Findings without the filter.</param>
/// <param name="Silenced">Of these, those that it would have kept quiet.</param>
/// <param name="Samples">Some of them, oldest first.</param>
public sealed record SilencedRuleView(string Detector, string Title, long Spoken, long Silenced, IReadOnlyList<FindingView> Samples);
