using Ward.Detect.Correlation;

namespace Ward.Detect.Rules;

/// <summary>The figures of an engine's correlations, read from any thread; they need not be of one moment.</summary>
internal static class CorrelationFigures
{
    internal static RuleEngineCounts Sum(Correlations correlations, long events, long hits)
    {
        var each = Each(correlations);
        var watermark = correlations.Progress.Watermark;
        return new RuleEngineCounts(events, hits, each.Sum(c => c.Late), each.Sum(c => c.WithoutGroup), each.Sum(c => c.Evicted), each.Sum(c => c.Groups))
        {
            WithoutValue = each.Sum(c => c.WithoutValue),
            Compacted = each.Sum(c => c.Compacted),
            Shortened = each.Sum(c => c.Shortened),
            Revised = each.Sum(c => c.Revised),
            Bytes = correlations.Budget.Bytes,
            Watermark = watermark == long.MinValue ? null : new DateTimeOffset(Math.Max(0, watermark), TimeSpan.Zero),
        };
    }

    internal static IReadOnlyList<CorrelationCounts> Each(Correlations correlations) =>
    [
        .. correlations.Nodes.Select(n => new CorrelationCounts(
            n.Plan.Facts.Detector, n.Plan.Facts.Title, n.Plan.Judging != Judging.AtOnce, n.Partitions.Sum(p => p.GroupCount), n.Partitions.Sum(p => p.Bytes),
            Volatile.Read(ref n.Tally.Late), Volatile.Read(ref n.Tally.WithoutGroup), Volatile.Read(ref n.Tally.WithoutValue), Volatile.Read(ref n.Tally.Evicted),
            Volatile.Read(ref n.Tally.Compacted), Volatile.Read(ref n.Tally.Shortened), Volatile.Read(ref n.Tally.Revised))),
    ];
}
