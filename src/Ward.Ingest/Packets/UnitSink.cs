using System.Buffers.Text;
using Ward.Ingest.Packets.Capture;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets;

/// <summary>
/// Writes a unit's line: <c>WPDU1 PROTOCOL tcp|udp SRCIP SRCPORT DSTIP DSTPORT c|s|- SECONDS.MICROS LINK</c>, a line feed, the unit's bytes.
/// LINK is <c>-</c> or words joined by commas: <c>hs</c> the handshake was seen, <c>gap</c> bytes were lost before, <c>of=N</c> the unit was
/// N bytes long, <c>vlan=N</c>, <c>mac=SRC-DST</c> in hex, and the protocol's own.
/// </summary>
internal sealed class UnitSink(PacketOptions options, UnitBatch batch, PacketCounts counts)
{
    private const int LongestHead = 400;
    private Flow flow = null!;
    private bool low;
    private long micros;
    private ulong sourceMac, destinationMac;
    private int vlan;

    public PacketCounts Counts => counts;

    public bool ClientIsLow => flow.ClientIsLow;

    /// <summary>Whether the lower end of the flow sent the unit at hand.</summary>
    public bool IsFromLow => low;

    /// <summary>What follows was sent by that end of the flow, in that packet.</summary>
    public void From(Flow of, bool fromLow, long at, in PacketView packet)
    {
        (flow, low, micros) = (of, fromLow, at);
        (sourceMac, destinationMac, vlan) = (packet.SourceMac, packet.DestinationMac, packet.Vlan);
    }

    /// <summary>What follows was sent by that end, though the packet at hand may be the other's.</summary>
    public void Facing(bool fromLow)
    {
        if (low == fromLow) return;
        low = fromLow;
        (sourceMac, destinationMac) = (destinationMac, sourceMac);
    }

    /// <summary>What follows is about the flow, and no packet's own.</summary>
    public void About(Flow of, bool fromLow, long at)
    {
        (flow, low, micros) = (of, fromLow, at);
        (sourceMac, destinationMac, vlan) = (0, 0, -1);
    }

    /// <param name="words">The protocol's own words for LINK, joined by commas.</param>
    /// <param name="length">How long the unit was; more than <paramref name="unit"/> has where only its beginning is there.</param>
    public void Add(PacketProtocol protocol, ReadOnlySpan<byte> unit, ReadOnlySpan<byte> words, long length)
    {
        var body = unit[..Math.Min(unit.Length, options.UnitLimit)];
        if (length > body.Length) counts.Partial++;
        counts.Units++;
        var line = new Writer(batch.Open(LongestHead + words.Length + body.Length));
        line.Put("WPDU1 "u8);
        line.Put(ProtocolWords.Utf8Of(protocol));
        line.Put(flow.IsTcp ? " tcp "u8 : " udp "u8);
        line.Put(low ? flow.LowWords : flow.HighWords);
        line.Put(" "u8);
        line.Put(low ? flow.HighWords : flow.LowWords);
        line.Put(flow.SideOf(low) switch { Side.Client => " c "u8, Side.Server => " s "u8, _ => " - "u8 });
        line.Put(micros);
        line.Put(" "u8);
        Link(ref line, words, length > body.Length ? length : 0);
        line.Put("\n"u8);
        line.Put(body);
        batch.Close(protocol, line.Used);
    }

    private void Link(ref Writer line, ReadOnlySpan<byte> words, long length)
    {
        var start = line.Used;
        if (flow.Handshaken) line.Word("hs"u8, start);
        if (flow.Half(low).Gap)
        {
            line.Word("gap"u8, start);
            flow.Half(low).Gap = false;
        }

        if (length > 0)
        {
            line.Word("of="u8, start);
            line.Number(length);
        }

        if (vlan >= 0)
        {
            line.Word("vlan="u8, start);
            line.Number(vlan);
        }

        if ((sourceMac | destinationMac) != 0)
        {
            line.Word("mac="u8, start);
            line.Mac(sourceMac);
            line.Put("-"u8);
            line.Mac(destinationMac);
        }

        if (words.Length > 0) line.Word(words, start);
        if (line.Used == start) line.Put("-"u8);
    }

    private ref struct Writer(Span<byte> into)
    {
        private readonly Span<byte> into = into;

        public int Used { get; private set; }

        public void Put(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(into[Used..]);
            Used += bytes.Length;
        }

        public void Word(ReadOnlySpan<byte> word, int start)
        {
            if (Used > start) Put(","u8);
            Put(word);
        }

        public void Number(long value)
        {
            Utf8Formatter.TryFormat(value, into[Used..], out var digits);
            Used += digits;
        }

        public void Mac(ulong value)
        {
            Utf8Formatter.TryFormat(value, into[Used..], out var digits, new System.Buffers.StandardFormat('x', 12));
            Used += digits;
        }

        /// <summary>Microseconds as SECONDS.MICROS.</summary>
        public void Put(long microseconds)
        {
            Number(microseconds / 1_000_000);
            Put("."u8);
            Utf8Formatter.TryFormat(microseconds % 1_000_000, into[Used..], out var digits, new System.Buffers.StandardFormat('D', 6));
            Used += digits;
        }
    }
}
