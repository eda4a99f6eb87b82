using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>
/// Tells a window that has more events than a group may remember in fewer. Counts, distinct values and rules seen in any order lose nothing that decides.
/// Sums, averages and percentiles are kept by panes of a 128th of the timespan, where that is not enough of up to a 16th, so an event may leave that much late;
/// percentiles moreover in buckets of one in a hundred. What is then still too much, and sequences, lose their oldest. Late events older than a compacted window are refused.
/// </summary>
internal sealed class Compactor(CorrelationPlan plan, int most)
{
    private const int MostPanes = 128;
    private const int LeastPanes = 16;

    /// <summary>A group with too much that is not yet due: up to where it is judged early. Null where that does not help.</summary>
    internal long? Early(Group group)
    {
        if (plan.Judging != Judging.Settled || group.Timeline.Count - group.Next <= most / 2) return null;
        var time = group.Timeline[group.Timeline.Count - (most / 2)].Time;
        group.Horizon = Math.Max(group.Horizon, time);
        return time;
    }

    internal void Compact(Group group, CorrelationTally tally)
    {
        var all = group.Timeline.ToArray();
        var window = all.AsSpan(group.Low, group.Next - group.Low);
        var isForward = plan.Judging is Judging.EachWindow or Judging.WidestWindow;
        var kept = isForward || window.IsEmpty ? [.. window] : Told(window);
        var waiting = all.AsSpan(group.Next);
        var excess = kept.Length + waiting.Length - Math.Max(most / 2, Least);
        var dropped = kept.Length + waiting.Length > most * 3 / 4 ? Math.Min(Math.Max(0, excess), isForward ? kept.Length + waiting.Length : kept.Length) : 0;
        Occurrence[] rest = [.. kept, .. waiting];
        group.Timeline.Replace(rest.AsSpan(dropped));
        if (!isForward && !window.IsEmpty) group.Horizon = Math.Max(group.Horizon, HorizonOf(window, kept, dropped));
        group.Low = 0;
        group.Next = Math.Max(0, kept.Length - dropped);
        group.Reached = isForward ? 0 : group.Reached;
        if (isForward) group.Horizon = Math.Max(group.Horizon, group.Timeline.Count > 0 ? group.Timeline[0].Time : group.Newest);
        Interlocked.Increment(ref tally.Compacted);
        if (plan.Source.Type != SigmaCorrelationType.EventCount || isForward) Interlocked.Add(ref tally.Shortened, dropped);
    }

    /// <summary>How many occurrences must stay so that a bound is still decided.</summary>
    private int Least => plan.Source.Type is SigmaCorrelationType.EventCount or SigmaCorrelationType.ValueCount ? plan.Bounds!.Saturation + 1 : 0;

    // A count of newest events stays exact for a late one that still has as many before it as decide; other windows are exact only at their end.
    private long HorizonOf(ReadOnlySpan<Occurrence> window, ReadOnlySpan<Occurrence> kept, int dropped) =>
        plan.Source.Type == SigmaCorrelationType.EventCount && kept.Length - dropped > Least ? kept[dropped + Least].Time : window[^1].Time;

    private Occurrence[] Told(ReadOnlySpan<Occurrence> window) => plan.Source.Type switch
    {
        SigmaCorrelationType.ValueCount => LastOfEach(window, static o => o.Bits),
        SigmaCorrelationType.Temporal => LastOfEach(window, static o => o.Rule),
        SigmaCorrelationType.ValueSum or SigmaCorrelationType.ValueAverage => ByPane(window, static _ => 0),
        SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile => ByPane(window, static o => LogBuckets.Round(o.Number)),
        _ => window.ToArray(),
    };

    private static Occurrence[] LastOfEach(ReadOnlySpan<Occurrence> window, Func<Occurrence, long> value)
    {
        var seen = new HashSet<(long, bool)>();
        var kept = new List<Occurrence>();
        for (var i = window.Length - 1; i >= 0; i--)
            if (seen.Add((value(window[i]), window[i].Attested))) kept.Add(window[i]);
        kept.Reverse();
        return [.. kept];
    }

    private Occurrence[] ByPane(ReadOnlySpan<Occurrence> window, Func<Occurrence, double> bucket)
    {
        var kept = ByPane(window, bucket, MostPanes);
        for (var panes = MostPanes / 2; kept.Length > most / 2 && panes >= LeastPanes; panes /= 2) kept = ByPane(kept, bucket, panes);
        return kept;
    }

    private Occurrence[] ByPane(ReadOnlySpan<Occurrence> window, Func<Occurrence, double> bucket, int panes)
    {
        var width = Math.Max(1, plan.Span / panes);
        var kept = new List<Occurrence>();
        var inPane = new Dictionary<(double, bool), int>();
        var pane = long.MinValue;
        foreach (var occurrence in window)
        {
            if (occurrence.Time / width != pane) inPane.Clear();
            pane = occurrence.Time / width;
            var isRounded = plan.Source.Type is SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile;
            var added = isRounded ? occurrence with { Bits = BitConverter.DoubleToInt64Bits(bucket(occurrence)) } : occurrence;
            if (!inPane.TryGetValue((bucket(occurrence), occurrence.Attested), out var at))
            {
                inPane[(bucket(occurrence), occurrence.Attested)] = kept.Count;
                kept.Add(added);
                continue;
            }

            var merged = kept[at] with { Time = occurrence.Time, Offset = occurrence.Offset, Weight = kept[at].Weight + occurrence.Weight };
            if (!isRounded) merged.Bits = BitConverter.DoubleToInt64Bits(kept[at].Number + occurrence.Number);
            kept[at] = merged;
        }

        kept.Sort(static (a, b) => a.IsBefore(b) ? -1 : b.IsBefore(a) ? 1 : 0);
        return [.. kept];
    }
}
