using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>
/// Moves a group's window over its occurrences and says what holds. Each occurrence enters and leaves the window once, so an event costs O(1);
/// a late one costs what is newer than it, since the window is moved back and on again.
/// </summary>
internal sealed class Judge(CorrelationPlan plan, RuleEngineOptions options)
{
    private readonly long lateness = options.Lateness.Ticks;
    private readonly int most = MostOf(plan, options);
    private readonly Compactor compactor = new(plan, MostOf(plan, options));

    internal Group Create(byte[] key, long serial) => new(key, serial, plan.CreateMeasure(most));

    /// <summary>A high bound on a count needs more than the option allows; a percentile needs room for the buckets of its panes.</summary>
    private static int MostOf(CorrelationPlan plan, RuleEngineOptions options) => plan.Source.Type switch
    {
        SigmaCorrelationType.EventCount or SigmaCorrelationType.ValueCount => Math.Max(options.MaxEventsPerGroup, 3 * (plan.Bounds!.Saturation + 1)),
        SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile => 4 * options.MaxEventsPerGroup,
        _ => options.MaxEventsPerGroup,
    };

    /// <summary>The oldest moment that the group still takes in.</summary>
    internal long Floor(Group group, long watermark) => Math.Max(
        group.Horizon, plan.Judging == Judging.AtOnce ? (group.Newest == long.MinValue ? long.MinValue : group.Newest - lateness) : watermark);

    /// <summary>Takes an occurrence in and, where that is how it is judged, judges at once.</summary>
    internal void Take(Group group, in Occurrence occurrence, long watermark, CorrelationTally tally)
    {
        Insert(group, occurrence);
        Settle(group, watermark, tally);
    }

    /// <summary>Replaces what a revision of a chained finding changed.</summary>
    internal void Forget(Group group, long time, long offset, byte rule)
    {
        for (var at = group.Timeline.Count - 1; at >= 0; at--)
        {
            ref var there = ref group.Timeline[at];
            if (there.Time < time) return;
            if (there.Time != time || there.Offset != offset || there.Rule != rule) continue;
            if (at < group.Next) Rewind(group, at, there);
            group.Timeline.RemoveAt(at);
            return;
        }
    }

    internal void Insert(Group group, in Occurrence occurrence)
    {
        var at = group.Timeline.PositionOf(occurrence);
        if (at < group.Next) Rewind(group, at, occurrence);
        group.Timeline.Insert(at, occurrence);
        group.Newest = Math.Max(group.Newest, occurrence.Time);
    }

    /// <summary>Judges what is due.</summary>
    internal void Settle(Group group, long watermark, CorrelationTally tally)
    {
        if (group.Timeline.Count > most && compactor.Early(group) is { } early) watermark = Math.Max(watermark, early);
        switch (plan.Judging)
        {
            case Judging.AtOnce:
                while (group.Next < group.Timeline.Count) Step(group);
                break;
            case Judging.Settled:
                while (group.Next < group.Timeline.Count && group.Timeline[group.Next].Time < watermark) Step(group);
                break;
            default:
                while (group.Timeline.Count > 0 && group.Timeline[0].Time + plan.Span < watermark) StepWindow(group);
                break;
        }

        Purge(group);
        if (group.Timeline.Count > most)
        {
            compactor.Compact(group, tally);
            Rebuild(group);
        }

        group.Due = DueOf(group);
    }

    private long DueOf(Group group) => plan.Judging switch
    {
        Judging.AtOnce => long.MaxValue,
        Judging.Settled => group.Next < group.Timeline.Count ? group.Timeline[group.Next].Time : long.MaxValue,
        _ => group.Timeline.Count > 0 ? group.Timeline[0].Time + plan.Span : long.MaxValue,
    };

    private void Step(Group group)
    {
        ref var occurrence = ref group.Timeline[group.Next];
        var from = occurrence.Time - plan.Span;
        while (group.Low < group.Next && group.Timeline[group.Low].Time < from) Leave(group, group.Timeline[group.Low++]);
        Enter(group, occurrence);
        if (group.All.Holds(from)) Speak(group, occurrence.Time, occurrence.Offset, from);
    }

    private void StepWindow(Group group)
    {
        var from = group.Timeline[0].Time;
        var end = from + plan.Span;
        while (group.Next < group.Timeline.Count && group.Timeline[group.Next].Time <= end) Enter(group, group.Timeline[group.Next]);
        var isWider = group.Next > group.Reached;
        if ((isWider || plan.Judging == Judging.EachWindow) && group.All.Holds(from)) Speak(group, end, group.Timeline[group.Next - 1].Offset, from);
        Leave(group, group.Timeline[0]);
        group.Timeline.RemoveFirst();
        group.Reached = --group.Next;
    }

    private void Enter(Group group, in Occurrence occurrence)
    {
        if (occurrence.Attested)
        {
            group.Proven?.Add(occurrence);
        }
        else if (group.Unattested++ == 0)
        {
            group.Proven = plan.CreateMeasure(most);
            for (var i = group.Low; i < group.Next; i++) group.Proven.Add(group.Timeline[i]);
        }

        group.All.Add(occurrence);
        group.Next++;
    }

    private static void Leave(Group group, in Occurrence occurrence)
    {
        group.All.Remove(occurrence);
        if (occurrence.Attested) group.Proven?.Remove(occurrence);
        else if (--group.Unattested == 0) group.Proven = null;
    }

    /// <summary>Moves the window back until the occurrence at the index is not yet weighed, and takes back what rests on it.</summary>
    private void Rewind(Group group, int at, in Occurrence changed)
    {
        while (group.Next > at)
        {
            Leave(group, group.Timeline[--group.Next]);
            var from = group.Next > 0 ? group.Timeline[group.Next - 1].Time - plan.Span : long.MaxValue;
            while (group.Low > 0 && group.Timeline[group.Low - 1].Time >= from) Return(group, group.Timeline[--group.Low]);
        }

        // What is not yet weighed begins with an empty window at its own beginning.
        if (group.Next == 0) group.Low = 0;
        if (!group.All.CanRewind) Rebuild(group);
        while (group.Standing > 0)
        {
            var said = group.Saids[group.Standing - 1];
            if (IsFrom(said.First, changed)) group.Standing--;
            else if (said.Upgrade is { } upgrade && IsFrom(upgrade, changed)) said.Upgrade = null;
            else break;
        }
    }

    private static bool IsFrom(in Said.Content content, in Occurrence changed) =>
        content.Time > changed.Time || (content.Time == changed.Time && content.Offset >= changed.Offset);

    private void Return(Group group, in Occurrence occurrence)
    {
        group.All.Add(occurrence);
        if (occurrence.Attested)
        {
            group.Proven?.Add(occurrence);
            return;
        }

        if (group.Unattested++ > 0) return;
        group.Proven = plan.CreateMeasure(most);
        for (var i = group.Low; i < group.Next; i++)
            if (group.Timeline[i].Attested) group.Proven.Add(group.Timeline[i]);
    }

    /// <summary>Fills the measures anew from the window.</summary>
    internal void Rebuild(Group group)
    {
        group.All.Clear();
        group.Proven = null;
        group.Unattested = 0;
        var next = group.Next;
        for (group.Next = group.Low; group.Next < next;) Enter(group, group.Timeline[group.Next]);
    }

    /// <summary>
    /// A finding stands for a timespan: what holds meanwhile is the same finding, which is told anew only when attested events alone have come to satisfy it.
    /// </summary>
    private void Speak(Group group, long time, long offset, long from)
    {
        // A bound from above would hold over nothing at all: one at least must be attested.
        var attested = group.Unattested == 0 || (group.Unattested < group.Next - group.Low && group.Proven!.Holds(from));
        var last = group.Last;
        if (last is null || time - last.First.Time >= plan.Span)
        {
            if (group.Standing == group.Saids.Count) group.Saids.Add(new Said());
            var said = group.Saids[group.Standing++];
            said.First = ContentOf(group, time, offset, from, attested, last);
            said.Upgrade = null;
        }
        else if (attested && !last.IsAttested)
        {
            last.Upgrade = UpgradeOf(group, time, offset);
        }
    }

    private Said.Content ContentOf(Group group, long time, long offset, long from, bool attested, Said? last)
    {
        var (value, begins) = (group.All.Value, group.Timeline[group.Low].Time);
        if (last is not null && plan.Source.Type == SigmaCorrelationType.EventCount && plan.Judging == Judging.AtOnce && last.First.Time >= from)
        {
            // It goes on: what came since is new, the rest was told.
            value = 0;
            for (var i = group.Next - 1; i >= group.Low && !IsTold(group.Timeline[i], last.First); i--) value += group.Timeline[i].Weight;
            begins = last.First.Time;
        }

        return new Said.Content(time, offset, begins, value, attested);
    }

    private static bool IsTold(in Occurrence occurrence, in Said.Content told) =>
        occurrence.Time < told.Time || (occurrence.Time == told.Time && occurrence.Offset <= told.Offset);

    private static Said.Content UpgradeOf(Group group, long time, long offset)
    {
        var begins = time;
        for (var i = group.Low; i < group.Next; i++)
        {
            if (!group.Timeline[i].Attested) continue;
            begins = group.Timeline[i].Time;
            break;
        }

        return new Said.Content(time, offset, begins, (group.Proven ?? group.All).Value, Attested: true);
    }

    /// <summary>Forgets what no window can reach any more.</summary>
    private void Purge(Group group)
    {
        var reach = plan.Judging == Judging.AtOnce ? Math.Max(group.Horizon, group.Newest - lateness) - plan.Span : long.MaxValue;
        while (group.Low > 0 && group.Timeline[0].Time < reach)
        {
            group.Timeline.RemoveFirst();
            group.Low--;
            group.Next--;
        }

        var spoken = group.Newest - lateness - (2 * plan.Span);
        while (group.Standing > 1 && group.Saids[1].First.Time < spoken)
        {
            group.Saids.RemoveAt(0);
            group.Standing--;
        }
    }
}
