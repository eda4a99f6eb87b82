namespace Ward.Server.Application.Views;

/// <summary>What the rule engine knows of its rules and of itself.</summary>
/// <param name="Hits">Rules that an event satisfied since the start, silent ones among them.</param>
/// <param name="Reloads">How often other rules were taken into use.</param>
/// <param name="Sampled">Events over which <paramref name="Dearest"/> was timed, one in 61.</param>
/// <param name="Nanoseconds">All conditions together, an event.</param>
/// <param name="Dearest">The rules that cost most, ten at most.</param>
/// <param name="RefusedInAll">Reasons for documents not to be in force; <paramref name="Refused"/> has the first 500.</param>
public sealed record RulesView(
    int Rules, int Correlations, long Events, long Hits, long Reloads, int RefusedInAll, IReadOnlyList<RefusedRuleView> Refused,
    IReadOnlyList<WaitingRuleView> Waiting, IReadOnlyList<FilterView> Filters, IReadOnlyList<CorrelationView> Counting,
    long Sampled, double Nanoseconds, IReadOnlyList<RuleCostView> Dearest, IndicatorCountsView Indicators);
