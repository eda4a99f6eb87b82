using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>
/// A protocol unit's line, as a packet feed writes it: <c>WPDU1 PROTOCOL tcp|udp SRCIP SRCPORT DSTIP DSTPORT c|s|- SECONDS.MICROS LINK</c>,
/// then a line feed and the unit's bytes, or a space and the bytes in hex (for files of lines, documents and tests). Spans point into the line.
/// </summary>
internal ref struct PacketLine
{
    public ReadOnlySpan<byte> Transport, FromIp, FromPort, ToIp, ToPort, Link, Unit;

    /// <summary>Who sent it: 'c' the client, 's' the server, '-' not known.</summary>
    public byte Side;

    public DateTimeOffset Time;

    /// <summary>How long the unit was, where only its beginning is there; else 0.</summary>
    public int WholeLength;

    public readonly bool IsPartial => WholeLength > Unit.Length;

    public readonly bool FromServer => Side == 's';

    /// <param name="hex">Where bytes written in hex are put; a longer unit is not read.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, ReadOnlySpan<byte> protocol, byte[] hex, out PacketLine read)
    {
        read = default;
        if (!line.StartsWith("WPDU1 "u8)) return false;
        var rest = line[6..];
        if (!TryWord(ref rest, out var word) || !word.SequenceEqual(protocol)
            || !TryWord(ref rest, out read.Transport) || !TryWord(ref rest, out read.FromIp) || !TryWord(ref rest, out read.FromPort)
            || !TryWord(ref rest, out read.ToIp) || !TryWord(ref rest, out read.ToPort) || !TryWord(ref rest, out var side)
            || !TryWord(ref rest, out var time)) return false;
        if (side.Length != 1 || side[0] is not ((byte)'c' or (byte)'s' or (byte)'-') || !TryTime(time, out read.Time)) return false;
        if (!read.Transport.SequenceEqual("tcp"u8) && !read.Transport.SequenceEqual("udp"u8)) return false;
        if (!Text.IsAddress(read.FromIp) || !Text.IsAddress(read.ToIp) || !Text.IsPort(read.FromPort) || !Text.IsPort(read.ToPort)) return false;
        read.Side = side[0];
        var end = rest.IndexOfAny((byte)'\n', (byte)' ');
        if (end <= 0) return false;
        read.Link = rest[..end];
        if (rest[end] == '\n') read.Unit = rest[(end + 1)..];
        else if (!TryHex(rest[(end + 1)..], hex, out read.Unit)) return false;
        if (read.TryLink("of="u8, out var whole) && Utf8Parser.TryParse(whole, out int length, out var used) && used == whole.Length) read.WholeLength = length;
        return true;
    }

    /// <summary>What a word of the link part says after its '='; the words are the feed's own, so they cannot be forged by what was sent.</summary>
    public readonly bool TryLink(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var rest = Link;
        while (rest.Length > 0)
        {
            var comma = rest.IndexOf((byte)',');
            var word = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (!word.StartsWith(name) || (name[^1] != '=' && word.Length != name.Length)) continue;
            value = word[name.Length..];
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value's own bytes before a write (<c>was=HEX</c>), where the feed knew them.</summary>
    /// <param name="hex">Where they are put.</param>
    public readonly bool TryBefore(byte[] hex, out ReadOnlySpan<byte> value)
    {
        value = default;
        return TryLink("was="u8, out var word) && TryHex(word, hex, out value) && value.Length > 0;
    }

    private static bool TryWord(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> word)
    {
        var end = rest[..Math.Min(rest.Length, 64)].IndexOf((byte)' ');
        word = end > 0 ? rest[..end] : default;
        if (end <= 0) return false;
        rest = rest[(end + 1)..];
        return true;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (!Utf8Parser.TryParse(text, out long seconds, out var used) || text.Length != used + 7 || text[used] != '.' || seconds is < 0 or > 253_402_300_799) return false;
        if (!Utf8Parser.TryParse(text[(used + 1)..], out uint micros, out var digits) || digits != 6) return false;
        time = DateTimeOffset.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (micros * TimeSpan.TicksPerMicrosecond));
        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, byte[] into, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (text.Length % 2 != 0 || text.Length / 2 > into.Length) return false;
        for (var i = 0; i < text.Length; i += 2)
        {
            var (high, low) = (Digit(text[i]), Digit(text[i + 1]));
            if (high < 0 || low < 0) return false;
            into[i / 2] = (byte)((high << 4) | low);
        }

        bytes = into.AsSpan(0, text.Length / 2);
        return true;
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
