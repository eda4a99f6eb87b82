namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// An object that carries another source's line. The line is read by the decoders of a set of its own, with the envelope's time and host
/// as its header; the event then names the decoder that read the line, and keeps the envelope's members under their own names. Where no
/// decoder reads the line the envelope is not understood: under <c>auto</c> the plain JSON decoder then keeps its members, and counts it as its own.
/// </summary>
internal abstract class EnvelopeSource : JsonSource
{
    /// <summary>Envelopes in envelopes are opened up to this depth.</summary>
    private const int Deepest = 3;

    private readonly StatedLogSource stated = new();
    private AutoDecoder? letters;

    /// <summary>How many envelopes are open around this one.</summary>
    public int Nesting { get; set; }

    /// <summary>Reads the line that is inside; false where no decoder knows it. Clears what the event has by then.</summary>
    protected bool TryOpen(ReadOnlySpan<byte> letter, DateTimeOffset? time, ReadOnlySpan<byte> host, ReadOnlySpan<byte> app, ReadOnlySpan<byte> processId, EventBuilder into)
    {
        letter = letter.TrimEnd("\r\n"u8);
        if (Nesting >= Deepest || letter.Length == 0) return false;
        letters ??= new AutoDecoder(DecoderSet.MakeAll(Nesting + 1));
        into.Again();
        var own = SyslogHeader.Read(letter, into.Event.Received, into.Zone);
        if (host.Length == 0) host = own.Host;
        if (app.Length == 0) app = own.App;
        var header = SyslogHeader.Of(own.Priority, time ?? own.Time, host, app, processId.Length > 0 ? processId : own.ProcessId, own.Message);
        if (!letters.TryDecode(header.Message, header, into)) return false;
        if (host.Length > 0 && !into.Event.TryGet(Fields.DeviceHost, out _)) into.Set(Fields.DeviceHost, host);
        return true;
    }

    /// <summary>Keeps the envelope's members but the letter itself, and the log source that whoever set up the shipper wrote on it.</summary>
    protected void Keep(JsonTable table, MemberName letter, ReadOnlySpan<byte> under, EventBuilder into)
    {
        for (var i = 0; i < table.Count; i++)
        {
            var name = table.NameAt(i);
            if (name.SequenceEqual(letter.Utf8) || (under.Length > 0 && name.StartsWith(under))) continue;
            into.SetUnmapped(name, table.ValueAt(i));
        }

        if (stated.Of(table) is { Product.Length: > 0 } source) into.Is(into.Event.Class, into.Event.Activity, into.Event.StatusId, source);
    }

    protected static DateTimeOffset? Time(JsonTable table, MemberName name, EventBuilder into) =>
        table.TryGet(name, out var text) && MemberTimes.TryRead(text, into.Zone, into.Event.Received, out var time) ? time : null;
}
