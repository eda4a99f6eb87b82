namespace Ward.Detect.Rules;

/// <summary>What a rule engine did since it began or, for the correlations, since its restored state began.</summary>
/// <param name="Events">Events evaluated.</param>
/// <param name="Hits">Rules that an event satisfied, silent ones included.</param>
/// <param name="Late">Events older than their group or the watermark still takes in: not counted.</param>
/// <param name="WithoutGroup">Events that lack a field by which a correlation groups: not counted.</param>
/// <param name="Evicted">Groups given up for lack of room before their time: the engine is partly blind while this grows.</param>
/// <param name="Groups">Groups remembered now.</param>
public sealed record RuleEngineCounts(long Events, long Hits, long Late, long WithoutGroup, long Evicted, int Groups)
{
    /// <summary>How often other rules were taken into use.</summary>
    public long Reloads { get; init; }

    /// <summary>Of an engine that counts nothing.</summary>
    public static RuleEngineCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Events without the value that a correlation counts or measures, or with one that is no number: not counted.</summary>
    public long WithoutValue { get; init; }

    /// <summary>Windows that had more events than a group may remember and were told in fewer.</summary>
    public long Compacted { get; init; }

    /// <summary>Events that left such a window before their time, since it was still too much.</summary>
    public long Shortened { get; init; }

    /// <summary>Findings told again under the same id.</summary>
    public long Revised { get; init; }

    /// <summary>Findings, of whatever detector, that filters over findings kept quiet, by key of the filter.</summary>
    public IReadOnlyDictionary<string, long> Silenced { get; init; } = new Dictionary<string, long>();

    /// <summary>Bytes that all groups weigh, by account.</summary>
    public long Bytes { get; init; }

    /// <summary>No event before this is still expected by what waits; null where nothing was heard.</summary>
    public DateTimeOffset? Watermark { get; init; }
}
