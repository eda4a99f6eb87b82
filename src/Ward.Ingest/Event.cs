using Ward.City;

namespace Ward.Ingest;

/// <summary>
/// One normalised event: known fields by id, the rest under their own names, all values UTF-8, the raw line beside them.
/// Pooled: valid until the next event is asked for. Not thread-safe. Written through <see cref="EventBuilder"/> alone.
/// </summary>
public sealed class Event
{
    private readonly int[] slotOf = new int[Fields.Count];
    private byte[] bytes = new byte[1024];
    private Slot[] slots = new Slot[32];
    private int used;

    public CityId City { get; internal set; }

    public FeedId Feed { get; internal set; }

    /// <summary>Journal offset of the arrival; unique in its partition, strictly increasing.</summary>
    public long Offset { get; internal set; }

    /// <summary>When it happened, as the line says, UTC; the time of receipt where the line says nothing believable.</summary>
    public DateTimeOffset Time { get; internal set; }

    /// <summary>When Ward took the line, UTC.</summary>
    public DateTimeOffset Received { get; internal set; }

    public EventClass Class { get; internal set; }

    /// <summary>OCSF activity_id within the class; 0 unknown, 99 other.</summary>
    public int Activity { get; internal set; }

    /// <summary>OCSF status_id: 0 unknown, 1 success, 2 failure.</summary>
    public int StatusId { get; internal set; }

    /// <summary>Name of the decoder that read it; empty where none understood the line.</summary>
    public string Decoder { get; internal set; } = "";

    public Assurance Assurance { get; internal set; }

    /// <summary>True where the protocol that the line reports proves the source address (a completed TCP session).</summary>
    public bool SourceProven { get; internal set; }

    /// <summary>Sigma logsource of the decoder; empty where it does not apply.</summary>
    public LogSource LogSource { get; internal set; } = LogSource.None;

    /// <summary>The asset whose log this is: from the feed's configuration or the verified sender, never from the line alone. Null where unknown.</summary>
    public AssetId? Asset { get; internal set; }

    /// <summary>The line as it came. Same lifetime as the event.</summary>
    public ReadOnlyMemory<byte> Raw { get; internal set; }

    /// <summary>Fields present, known and unmapped, in the order in which the decoder wrote them.</summary>
    public int FieldCount { get; private set; }

    public FieldId FieldAt(int index) => slots[index].Id;

    /// <summary>The field's name: the OCSF path, or the decoder's own name where it is unmapped.</summary>
    public ReadOnlySpan<byte> NameAt(int index) =>
        slots[index].Id == FieldId.Unmapped
            ? bytes.AsSpan(slots[index].NameAt, slots[index].NameLength)
            : Fields.Utf8PathOf(slots[index].Id);

    public ReadOnlySpan<byte> ValueAt(int index) => bytes.AsSpan(slots[index].At, slots[index].Length);

    /// <summary>A known field's value, UTF-8.</summary>
    public bool TryGet(FieldId id, out ReadOnlySpan<byte> value)
    {
        if (id.Value < slotOf.Length && slotOf[id.Value] is var slot and > 0)
        {
            value = ValueAt(slot - 1);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>An unmapped field's value by its own name (ordinal), UTF-8.</summary>
    public bool TryGetUnmapped(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < FieldCount; i++)
        {
            if (slots[i].Id != FieldId.Unmapped || !NameAt(i).SequenceEqual(name)) continue;
            value = ValueAt(i);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>False only where no name and no value has the byte.</summary>
    public bool MayHave(byte wanted) => bytes.AsSpan(0, used).Contains(wanted);

    internal void Clear()
    {
        for (var i = 0; i < FieldCount; i++)
            if (slots[i].Id != FieldId.Unmapped) slotOf[slots[i].Id.Value] = 0;
        FieldCount = used = 0;
        Asset = null;
        Decoder = "";
        Class = EventClass.Base;
        Activity = StatusId = 0;
        SourceProven = false;
        LogSource = LogSource.None;
        Raw = default;
    }

    internal void Set(FieldId id, ReadOnlySpan<byte> value)
    {
        if (slotOf[id.Value] is var known and > 0)
        {
            ref var slot = ref slots[known - 1];
            slot.At = Keep(value);
            slot.Length = value.Length;
            return;
        }

        Push(new Slot(id, 0, 0, Keep(value), value.Length));
        slotOf[id.Value] = FieldCount;
    }

    internal void SetUnmapped(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        Push(new Slot(FieldId.Unmapped, Keep(name), name.Length, Keep(value), value.Length));

    /// <summary>A field under both names, the model's and the source's own; the value is kept once.</summary>
    internal void Set(FieldId id, ReadOnlySpan<byte> ownName, ReadOnlySpan<byte> value)
    {
        Set(id, value);
        var at = slots[slotOf[id.Value] - 1].At;
        Push(new Slot(FieldId.Unmapped, Keep(ownName), ownName.Length, at, value.Length));
    }

    private int Keep(ReadOnlySpan<byte> value)
    {
        if (used + value.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + value.Length));
        value.CopyTo(bytes.AsSpan(used));
        used += value.Length;
        return used - value.Length;
    }

    private void Push(Slot slot)
    {
        if (FieldCount == slots.Length) Array.Resize(ref slots, slots.Length * 2);
        slots[FieldCount++] = slot;
    }

    private record struct Slot(FieldId Id, int NameAt, int NameLength, int At, int Length);
}
