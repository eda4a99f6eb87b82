namespace Ward.Standards.Sigma;

/// <summary>A correlation document of type event_count (Sigma 2.1, correlation rules specification).</summary>
/// <param name="Rules">Ids or names of the rules whose events are counted; at least one.</param>
/// <param name="GroupBy">Field or alias names; each combination of values is counted apart. Empty: one count for all.</param>
/// <param name="Aliases">Alias name to (rule id or name to field name).</param>
/// <param name="Condition">All of them hold for the count; at least one.</param>
/// <param name="Generate">True where the rules counted also speak for themselves.</param>
public sealed record SigmaCorrelation(
    SigmaHeader Header,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> GroupBy,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases,
    TimeSpan Timespan,
    IReadOnlyList<SigmaThreshold> Condition,
    bool Generate);
