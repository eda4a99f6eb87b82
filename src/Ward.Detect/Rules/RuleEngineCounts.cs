namespace Ward.Detect.Rules;

/// <summary>What a rule engine did since it began or, for the correlations, since its restored state began.</summary>
/// <param name="Events">Events evaluated.</param>
/// <param name="Hits">Rules that an event satisfied, silent ones included.</param>
/// <param name="Late">Events older than their group's window: not counted.</param>
/// <param name="WithoutGroup">Events that lack a field by which a correlation groups: not counted.</param>
/// <param name="Evicted">Groups given up for lack of room before their time: the engine is partly blind while this grows.</param>
/// <param name="Groups">Groups remembered now.</param>
public sealed record RuleEngineCounts(long Events, long Hits, long Late, long WithoutGroup, long Evicted, int Groups)
{
    /// <summary>Searches of regular expressions that ran out of patience and so counted as not found: the engine is partly blind while this grows.</summary>
    public long Impatient { get; init; }

    /// <summary>How often other rules were taken into use.</summary>
    public long Reloads { get; init; }
}
