using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Correlation;

/// <summary>
/// Counts one correlation's events in a window that slides on event time. An event cannot have happened after it was received:
/// a later time is taken as the time of receipt, so that a clock that runs ahead cannot close the window for those that follow.
/// Not thread-safe.
/// </summary>
internal sealed class EventCounter(EventCount count, RuleEngineOptions options)
{
    private readonly GroupKey key = new();
    private GroupTable groups = new();
    private long evidenceBytes;
    private long lastSerial;
    private long late;
    private long withoutGroup;
    private long evicted;

    internal EventCount Definition => count;

    internal GroupTable Groups => groups;

    internal long Late => Volatile.Read(ref late);

    internal long WithoutGroup => Volatile.Read(ref withoutGroup);

    internal long Evicted => Volatile.Read(ref evicted);

    internal int GroupCount => Volatile.Read(ref groups).Count;

    /// <summary>The finding that the event completes, or null. An event that satisfies several of the counted rules counts once.</summary>
    internal Finding? Count(EventReader reader, CompiledRule rule, int[] groupBy)
    {
        if (lastSerial == reader.Serial) return null;
        lastSerial = reader.Serial;
        if (!key.TryBuild(reader, groupBy))
        {
            withoutGroup++;
            return null;
        }

        var e = reader.Event;
        var moment = Math.Min(e.Time.UtcTicks, e.Received.UtcTicks);
        var group = GroupOf(e);
        if (group.All.Count > 0 && moment < group.All.Newest - count.Span)
        {
            late++;
            return null;
        }

        var now = group.All.Count > 0 ? Math.Max(moment, group.All.Newest) : moment;
        var from = now - count.Span;
        if (group.All.Count > 0 && group.All.Newest < from) BeginAnew(group);
        if (!count.Holds(group.All, from)) group.Fell = true;
        Remember(group, e, moment);
        return count.Holds(group.All, from) ? Fire(group, reader, rule, moment, now) : null;
    }

    /// <summary>Replaces the state; used once, after the whole of the saved state was read.</summary>
    internal void Restore(CounterState.Saved saved)
    {
        (groups, late, withoutGroup, evicted) = (saved.Groups, saved.Late, saved.WithoutGroup, saved.Evicted);
        evidenceBytes = 0;
        for (var group = groups.Oldest; group is not null; group = group.Newer) evidenceBytes += group.Evidence.Bytes;
        while (groups.Count > options.MaxGroups || evidenceBytes > options.MaxEvidenceBytes) Evict();
    }

    private Group GroupOf(Event e)
    {
        var received = e.Received.UtcTicks;
        if (groups.TryGet(key.Bytes, out var group))
        {
            groups.Touch(group);
        }
        else
        {
            // Two old ones out for one new one in: what has expired leaves without a search.
            var idle = received - count.Span - options.Lateness.Ticks;
            for (var i = 0; i < 2 && groups.Oldest is { } oldest && oldest.Received < idle; i++) Drop(oldest);
            if (groups.Count >= options.MaxGroups) Evict();
            groups.Add(group = new Group(key.Bytes.ToArray(), count.Remembered));
        }

        group.Received = Math.Max(group.Received, received);
        return group;
    }

    private void Remember(Group group, Event e, long moment)
    {
        group.All.Add(moment);
        if (FindingWriter.IsAttested(e)) group.Attested.Add(moment);
        group.Since++;
        if (e.TryGet(Fields.SourceIp, out var source)) group.Source.See(source);
        if (e.TryGet(Fields.UserName, out var login)) group.Login.See(login);
        if (e.Asset is { } asset && group.Hosts.Count < Group.MaxHosts && !group.Hosts.Contains(asset)) group.Hosts.Add(asset);
        evidenceBytes -= group.Evidence.Bytes;
        group.Evidence.Add(e, moment);
        evidenceBytes += group.Evidence.Bytes;
        while (evidenceBytes > options.MaxEvidenceBytes && !ReferenceEquals(groups.Oldest, group)) Evict();
    }

    /// <summary>
    /// Speaks when the condition comes to hold; then again only after it ceased to hold, after a timespan,
    /// or when attested events alone have come to satisfy it.
    /// </summary>
    private Finding? Fire(Group group, EventReader reader, CompiledRule rule, long moment, long now)
    {
        var attested = count.Holds(group.Attested, now - count.Span);
        var rises = group.FiredAt is null || group.Fell;
        var upgrades = attested && !group.FiredAttested;
        if (!rises && !upgrades && now - group.FiredAt < count.Span) return null;

        var window = rises || upgrades;
        var begins = window ? (upgrades ? group.Attested : group.All).FromNewest(count.Threshold) : group.FiredAt!.Value;
        var seen = window ? count.Threshold : group.Since;
        var finding = CountFinding.Write(count, group, reader, rule, new CountFinding.Window(moment, begins, now, seen, attested));
        (group.FiredAt, group.FiredAttested, group.Fell, group.Since) = (now, attested, false, 0);
        return finding;
    }

    private void BeginAnew(Group group)
    {
        evidenceBytes -= group.Evidence.Bytes;
        group.BeginAnew();
    }

    private void Evict()
    {
        if (groups.Oldest is not { } oldest) return;
        Drop(oldest);
        evicted++;
    }

    private void Drop(Group group)
    {
        evidenceBytes -= group.Evidence.Bytes;
        groups.Remove(group);
    }
}
