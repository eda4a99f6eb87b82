namespace Ward.Standards.Sigma;

/// <summary>A correlation document (Sigma 2.1, correlation rules specification).</summary>
/// <param name="Rules">Ids or names of the rules or correlations that it looks at, without duplicates; at least one.</param>
/// <param name="RuleLines">Line of the file for each of <paramref name="Rules"/>, from 1.</param>
/// <param name="GroupBy">Field or alias names; each combination of values is judged apart. Empty: one group for all.</param>
/// <param name="Aliases">Alias name to (rule id or name to field name).</param>
/// <param name="Fields">The fields whose values are counted or measured; one or more for value_count, one for the measures, none otherwise.</param>
/// <param name="Percentile">0 to 100 for value_percentile, 50 for value_median, 0 otherwise.</param>
/// <param name="Condition">All of them hold. Empty for a temporal correlation that states none, or states <paramref name="Pattern"/>.</param>
/// <param name="Pattern">The boolean condition of a temporal correlation over names of <paramref name="Rules"/>; null where there is none.</param>
/// <param name="Generate">True where the rules looked at also speak for themselves.</param>
public sealed record SigmaCorrelation(
    SigmaHeader Header,
    SigmaCorrelationType Type,
    IReadOnlyList<string> Rules,
    IReadOnlyList<int> RuleLines,
    IReadOnlyList<string> GroupBy,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases,
    TimeSpan Timespan,
    IReadOnlyList<string> Fields,
    double Percentile,
    IReadOnlyList<SigmaThreshold> Condition,
    SigmaCondition? Pattern,
    bool Generate);
