namespace Ward.Detect.Correlation;

/// <summary>One correlation of an engine with its partitions.</summary>
internal sealed class CorrelationNode(CorrelationPlan plan, Correlator[] partitions, CorrelationTally tally)
{
    internal CorrelationPlan Plan => plan;

    internal Correlator[] Partitions => partitions;

    internal CorrelationTally Tally => tally;

    /// <summary>The event counted last: one that satisfies several of the rules counts once.</summary>
    internal long LastSerial;

    internal Correlator Of(ReadOnlySpan<byte> key) => partitions[GroupPartition.Of(key, partitions.Length)];

    internal static CorrelationNode Create(CorrelationPlan plan, RuleEngineOptions options, Budget budget)
    {
        var tally = new CorrelationTally();
        return new CorrelationNode(plan, [.. Enumerable.Range(0, options.Partitions).Select(_ => new Correlator(plan, options, budget, tally))], tally);
    }
}
