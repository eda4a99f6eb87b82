namespace Ward.Ingest.Decoders.Json;

/// <summary>A decoder of JSON objects that knows its own by their members. Decoders of one set share the table, so that a line is parsed once.</summary>
internal abstract class JsonSource : IDecoder
{
    public abstract DecoderCard Card { get; }

    /// <summary>Its own, or the one of the set that it belongs to.</summary>
    public JsonTable Table { get; set; } = new();

    /// <summary>Where the host that the line's header names goes: a source that has a 'host' of another meaning puts it elsewhere.</summary>
    protected virtual FieldId RelayField => Fields.DeviceHost;

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into) => Table.TryFill(message) && KnowsTable && TryDecodeTable(header, into);

    /// <summary>Whether the object in the table is this source's.</summary>
    internal bool KnowsTable => Recognises(Table);

    /// <summary>Writes what the object in the table says, which this source knows as its own.</summary>
    internal bool TryDecodeTable(in SyslogHeader header, EventBuilder into)
    {
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(RelayField, header.Host);
        return TryRead(Table, header, into);
    }

    /// <summary>Whether the object is this source's, by the members that it has.</summary>
    protected abstract bool Recognises(JsonTable table);

    /// <summary>Writes what the object says; false where the members are there but do not make sense.</summary>
    protected abstract bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into);

    /// <summary>Takes the event's time from the first of the members that can be read; one without a zone is UTC.</summary>
    protected static void TakeTime(MemberTable table, EventBuilder into, params ReadOnlySpan<MemberName> names) => TakeTime(table, TimeZoneInfo.Utc, into, names);

    /// <summary>The same; one without a zone is of this.</summary>
    protected static void TakeTime(MemberTable table, TimeZoneInfo zone, EventBuilder into, params ReadOnlySpan<MemberName> names)
    {
        foreach (var name in names)
        {
            if (!table.TryGet(name, out var text) || !MemberTimes.TryRead(text, zone, into.Event.Received, out var time)) continue;
            into.At(time);
            return;
        }
    }
}
