using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Correlation;

/// <summary>The groups of one correlation in one partition. Not thread-safe.</summary>
internal sealed class Correlator(CorrelationPlan plan, RuleEngineOptions options, Budget budget, CorrelationTally tally)
{
    private readonly Judge judge = new(plan, options);
    private readonly PriorityQueue<Group, (long Due, long Serial)> due = new();
    private readonly Evictions evictions = new(options);
    private GroupTable groups = new();
    private long bytes;
    private long made;
    private CityId city;

    internal GroupTable Groups => groups;

    internal int GroupCount => Volatile.Read(ref groups).Count;

    internal long Bytes => Volatile.Read(ref bytes);

    internal long Made => made;

    internal CityId City => city;

    internal Evictions Evictions => evictions;

    /// <summary>What this correlation has already judged up to, UTC ticks.</summary>
    internal long Watermark { get; private set; } = long.MinValue;

    /// <summary>Takes one in; what its group has to say is added to the statements.</summary>
    internal void Take(ReadOnlySpan<byte> key, Match match, List<Statement> statements)
    {
        city = match.City;
        var group = GroupOf(key, match);
        if (match.Statement is { Was: { } was }) ForgetEarlier(group, was, match);
        if (match.Occurrence.Time < judge.Floor(group, Watermark))
        {
            Interlocked.Increment(ref tally.Late);
            if (group.Timeline.Count == 0 && group.Saids.Count == 0) Drop(group);
            return;
        }

        if ((plan.Judging == Judging.AtOnce || group.Due == long.MaxValue) && group.Newest != long.MinValue && match.Occurrence.Time - group.Newest > plan.Span) group.BeginAnew();
        GroupNotes.Write(group, match);
        judge.Take(group, match.Occurrence, Watermark, tally);
        Finish(group, match, statements);
        while (IsFull && !ReferenceEquals(groups.Oldest, group)) Evict(match.Received);
    }

    /// <summary>Takes back what an earlier telling of a chained finding brought into the group of that key.</summary>
    internal void Forget(ReadOnlySpan<byte> key, Match match, List<Statement> statements)
    {
        if (match.Statement is not { Was: { } was } || !groups.TryGet(key, out var group)) return;
        ForgetEarlier(group, was, match);
        judge.Settle(group, Watermark, tally);
        Finish(group, match, statements);
    }

    /// <summary>Judges what is due.</summary>
    internal void Advance(long watermark, List<Statement> statements)
    {
        Watermark = Math.Max(Watermark, watermark);
        while (due.TryPeek(out var group, out var when) && when.Due < Watermark)
        {
            due.Dequeue();
            if (group.Due != when.Due || !groups.Has(group)) continue;
            judge.Settle(group, Watermark, tally);
            Finish(group, null, statements);
        }
    }

    /// <summary>What is to be said of groups given up; at most one an interval, null where nothing is.</summary>
    internal Finding? Blindness(long now) => evictions.IsDue(now) ? evictions.Tell(plan, city, now) : null;

    internal void Restore(GroupTable saved, long savedMade, long watermark, CityId savedCity)
    {
        budget.Charge(-groups.Count, -bytes);
        (groups, made, city, Watermark, bytes) = (saved, savedMade, savedCity, watermark, 0);
        due.Clear();
        budget.Charge(groups.Count, 0);
        for (var group = groups.Oldest; group is not null; group = group.Newer)
        {
            judge.Rebuild(group);
            if (group.IsRounded) Round(group);
            group.Charged = 0;
            Charge(group);
            if (group.Due != long.MaxValue) due.Enqueue(group, (group.Due, group.Serial));
        }
    }

    internal Group Create(byte[] key, long serial) => judge.Create(key, serial);

    private static void Round(Group group)
    {
        (group.All as QuantileMeasure)?.RoundAll();
        (group.Proven as QuantileMeasure)?.RoundAll();
    }

    private bool IsFull => groups.Count > options.MaxGroups || bytes > options.MaxBytes;

    private void ForgetEarlier(Group group, in Said.Content was, Match match) => judge.Forget(group, was.Time, was.Offset, match.Occurrence.Rule);

    private Group GroupOf(ReadOnlySpan<byte> key, Match match)
    {
        if (groups.TryGet(key, out var group))
        {
            groups.Touch(group);
        }
        else
        {
            // Two old ones out for one new one in: what has expired leaves without a search.
            var idle = match.Received - plan.Span - options.Lateness.Ticks;
            for (var i = 0; i < 2 && groups.Oldest is { } oldest && oldest.Received < idle && oldest.Due == long.MaxValue; i++) Drop(oldest);
            groups.Add(group = judge.Create(key.ToArray(), made++));
            budget.Charge(1, 0);
        }

        group.Received = Math.Max(group.Received, match.Received);
        return group;
    }

    private void Finish(Group group, Match? match, List<Statement> statements)
    {
        var isQueued = false;
        for (var i = 0; i < group.Standing; i++)
        {
            var said = group.Saids[i];
            if (said.Told == said.Now) continue;
            if (said.Told is not null) Interlocked.Increment(ref tally.Revised);
            statements.Add(StatementWriter.Write(plan, group, said, city, match));
            isQueued = true;
        }

        if (plan.Judging != Judging.AtOnce && group.Due != long.MaxValue && group.Queued != group.Due) Queue(group);
        group.Queued = group.Due;
        if (plan.Judging != Judging.AtOnce && group.Due == long.MaxValue && group.Timeline.Count == 0 && !isQueued && IsForgettable(group)) Drop(group);
        else Charge(group);
    }

    private void Queue(Group group)
    {
        // Groups that were given up stay in the queue until their time: a flood of such must not fill it.
        if (due.Count > 1024 + (2 * groups.Count))
        {
            due.Clear();
            for (var each = groups.Oldest; each is not null; each = each.Newer)
                if (each.Due != long.MaxValue && !ReferenceEquals(each, group)) due.Enqueue(each, (each.Due, each.Serial));
        }

        due.Enqueue(group, (group.Due, group.Serial));
    }

    // What was found bars the next for a timespan.
    private bool IsForgettable(Group group) => group.Last is not { } last || last.First.Time + plan.Span < Watermark;

    private void Charge(Group group)
    {
        var now = group.Bytes;
        Volatile.Write(ref bytes, bytes + now - group.Charged);
        budget.Charge(0, now - group.Charged);
        group.Charged = now;
    }

    /// <summary>Gives the oldest group up.</summary>
    internal void Evict(long now)
    {
        if (groups.Oldest is not { } oldest) return;
        if (CouldHaveSpoken(oldest, now)) evictions.Add(now);
        Drop(oldest);
        Interlocked.Increment(ref tally.Evicted);
    }

    // A group whose window is over, or that has spoken within it, hides nothing.
    private bool CouldHaveSpoken(Group group, long now) =>
        group.Due != long.MaxValue || (now - group.Received <= plan.Span + options.Lateness.Ticks && (group.Last is null || group.Newest - group.Last.First.Time >= plan.Span));

    private void Drop(Group group)
    {
        Volatile.Write(ref bytes, bytes - group.Charged);
        budget.Charge(-1, -group.Charged);
        groups.Remove(group);
    }
}
