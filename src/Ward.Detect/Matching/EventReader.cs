using System.Buffers.Text;
using System.Text;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>One event under the field names of the rules. Each name is searched for at most once an event. Not thread-safe.</summary>
internal sealed class EventReader(FieldTable fields)
{
    private const int Absent = -1;
    private readonly long[] seenAt = new long[fields.Count];
    private readonly int[] slots = new int[fields.Count];
    private readonly byte[][] numbers = [new byte[11], new byte[11], new byte[11]];
    private readonly Dictionary<string, byte[]> texts = new(StringComparer.Ordinal);

    internal Event Event { get; private set; } = null!;

    /// <summary>Counts the events begun: tells one event from the next.</summary>
    internal long Serial { get; private set; }

    internal void Begin(Event e)
    {
        Event = e;
        Serial++;
    }

    internal bool TryGet(int field, out ReadOnlySpan<byte> value)
    {
        var plan = fields[field];
        if (plan.Own is { } own) return TryOwn(own, out value);
        if (plan.Known is { } known && Event.TryGet(known, out value)) return true;
        var slot = Slot(field, plan);
        value = slot == Absent ? default : Event.ValueAt(slot);
        return slot != Absent;
    }

    /// <summary>The path under which the event has the field: OCSF's where it is known, else the event's own name.</summary>
    internal string PathOf(int field)
    {
        var plan = fields[field];
        if (plan.Own is not null) return plan.Name;
        if (plan.Known is { } known && Event.TryGet(known, out _)) return Fields.PathOf(known);
        var slot = Slot(field, plan);
        return slot == Absent ? plan.Name : Encoding.UTF8.GetString(Event.NameAt(slot));
    }

    private int Slot(int field, FieldPlan plan)
    {
        if (seenAt[field] == Serial) return slots[field];
        seenAt[field] = Serial;
        return slots[field] = Search(plan);
    }

    private int Search(FieldPlan plan)
    {
        int exact = Absent, spaced = Absent;
        for (var i = 0; i < Event.FieldCount; i++)
        {
            if (Event.FieldAt(i) != FieldId.Unmapped) continue;
            var name = Event.NameAt(i);
            if (plan.Path is { } path && name.SequenceEqual(path)) return i;
            if (exact == Absent && name.SequenceEqual(plan.Utf8Name)) exact = i;
            else if (spaced == Absent && name.Length > plan.Utf8Name.Length && IsSpaced(name, plan.Utf8Name)) spaced = i;
        }

        return exact != Absent ? exact : spaced;
    }

    private static bool IsSpaced(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted)
    {
        var at = 0;
        foreach (var b in name)
        {
            if (b == ' ') continue;
            if (at == wanted.Length || wanted[at] != b) return false;
            at++;
        }

        return at == wanted.Length;
    }

    private bool TryOwn(FieldPlan.Stamp own, out ReadOnlySpan<byte> value)
    {
        switch (own)
        {
            case FieldPlan.Stamp.StatusId:
                value = Number(0, Event.StatusId);
                return true;
            case FieldPlan.Stamp.ActivityId:
                value = Number(1, Event.Activity);
                return true;
            case FieldPlan.Stamp.ClassUid:
                value = Number(2, (int)Event.Class);
                return true;
            case FieldPlan.Stamp.Feed:
                value = Text(Event.Feed.Value);
                return true;
            case FieldPlan.Stamp.Asset:
                value = Event.Asset is { } asset ? Text(asset.Value) : default;
                return Event.Asset is not null;
            default:
                throw new InvalidOperationException($"Unknown stamp {own}.");
        }
    }

    private ReadOnlySpan<byte> Number(int buffer, int value)
    {
        Utf8Formatter.TryFormat(value, numbers[buffer], out var length);
        return numbers[buffer].AsSpan(0, length);
    }

    // Feeds and assets are named by the configuration, so there are few of them.
    private byte[] Text(string value)
    {
        if (texts.TryGetValue(value, out var known)) return known;
        if (texts.Count >= 4096) texts.Clear();
        return texts[value] = Encoding.UTF8.GetBytes(value);
    }
}
