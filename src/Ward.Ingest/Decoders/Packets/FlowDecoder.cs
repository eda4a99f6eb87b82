using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>Conversations of no known protocol, as the packet feed tells them at their end and while they last: who with whom, how it ended, how much payload each way.</summary>
internal sealed class FlowDecoder : IDecoder
{
    private const int Open = 1, Close = 2, Reset = 3, Fail = 4, Traffic = 6;
    private static readonly LogSource Source = new("network_connection", "", "flow");
    private readonly byte[] hex = new byte[512];

    public DecoderCard Card { get; } = new("flow", "Conversations seen by a packet feed", "this version's own", LineShape.Packet,
        "WPDU1 flow tcp 192.0.2.10 40000 192.0.2.30 443 c 1772366398.000000 hs 73746174653D636C6F73656420626567616E3D313737323336363338302E30303030303020635F7061636B6574733D3420635F62797465733D353020735F7061636B6574733D3320735F62797465733D3930")
    {
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "flow"u8, hex, out var line) || !TryValue(line.Unit, "state="u8, out var state)) return false;
        PacketEvents.Begin(into, line, Source, default, PacketEvents.Unknown);
        var (activity, status) = state switch
        {
            _ when state.SequenceEqual("closed"u8) => (Close, PacketEvents.Success),
            _ when state.SequenceEqual("reset"u8) => (Reset, PacketEvents.Unknown),
            _ when state.SequenceEqual("refused"u8) || state.SequenceEqual("attempt"u8) => (Fail, PacketEvents.Failure),
            _ when state.SequenceEqual("open"u8) => (Open, PacketEvents.Success),
            _ => (Traffic, PacketEvents.Unknown),
        };
        into.Is(EventClass.NetworkActivity, activity, status, Source).Set(Fields.ConnectionState, state);
        // What the client sent goes out, what the server sent comes in, seen from the source.
        Copy(line.Unit, "c_bytes="u8, Fields.BytesOut, into);
        Copy(line.Unit, "s_bytes="u8, Fields.BytesIn, into);
        var both = Copy(line.Unit, "c_packets="u8, Fields.PacketsOut, into) + Copy(line.Unit, "s_packets="u8, Fields.PacketsIn, into);
        into.Number(Fields.Packets, both);
        if (!TryValue(line.Unit, "began="u8, out var began) || !Utf8Parser.TryParse(began, out decimal seconds, out var used) || used != began.Length) return true;
        var elapsed = ((line.Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond) - (long)(Math.Clamp(seconds, 0, 253_402_300_799) * 1000);
        into.Number(Fields.Duration, Math.Max(0, elapsed));
        return true;
    }

    private static long Copy(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, FieldId id, EventBuilder into)
    {
        if (!TryValue(text, name, out var value) || !Utf8Parser.TryParse(value, out uint number, out var used) || used != value.Length) return 0;
        into.Set(id, value);
        return number;
    }

    private static bool TryValue(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)' ');
            var word = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!word.StartsWith(name)) continue;
            value = word[name.Length..];
            return value.Length > 0;
        }

        value = default;
        return false;
    }
}
