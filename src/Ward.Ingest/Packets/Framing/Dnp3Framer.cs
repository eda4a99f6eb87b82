using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>
/// DNP3 link frames (IEEE 1815, section 9), joined to application fragments by the transport function (section 8). A unit is the first
/// frame's ten header bytes and then the fragment, without checksums and transport bytes; a frame without user data is its header alone.
/// </summary>
internal sealed class Dnp3Framer : Framer
{
    private const int HeaderLength = 10, Block = 16, MostPairs = 64, LongestFragment = 16 << 10;
    private const byte Final = 0x80, First = 0x40, SequenceMask = 0x3F;
    private readonly Dictionary<uint, Fragment> fragments = [];
    private readonly byte[] data = new byte[250];

    public override PacketProtocol Protocol => PacketProtocol.Dnp3;

    public static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderLength && bytes[0] == 0x05 && bytes[1] == 0x64 && bytes[2] >= 5 && Dnp3Checksum.Fits(bytes[..8], bytes[8..10]);

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x05) return bytes.IndexOf((byte)0x05) is var at and > 0 ? -at : -bytes.Length;
        if (bytes.Length >= 2 && bytes[1] != 0x64) return -1;
        if (bytes.Length < HeaderLength) return 0;
        if (!IsHeader(bytes)) return -2;
        var user = bytes[2] - 5;
        return HeaderLength + user + (2 * ((user + Block - 1) / Block));
    }

    public override void Tell(Side side, ReadOnlySpan<byte> unit, int length, UnitSink into)
    {
        var good = true;
        var user = UserData(unit, ref good);
        if (!good) into.Counts.BadChecksums++;
        var pair = BinaryPrimitives.ReadUInt32LittleEndian(unit[4..]);
        if (user.Length == 0)
        {
            into.Add(Protocol, unit[..HeaderLength], good ? default : "crc"u8, length > unit.Length ? length : HeaderLength);
            return;
        }

        var transport = user[0];
        if (!fragments.TryGetValue(pair, out var fragment))
        {
            if (fragments.Count == MostPairs) fragments.Clear();
            fragments[pair] = fragment = new Fragment();
        }

        if ((transport & First) != 0)
        {
            if (fragment.Frames > 0) into.Counts.Partial++;
            fragment.Begin(unit[..HeaderLength]);
        }
        else if (fragment.Frames == 0 || (transport & SequenceMask) != ((fragment.Sequence + 1) & SequenceMask))
        {
            // A continuation of what was not seen says nothing that can be read.
            into.Counts.Partial++;
            fragment.Frames = 0;
            return;
        }

        fragment.Add(user[1..], transport & SequenceMask, good);
        if ((transport & Final) == 0 && fragment.Length < LongestFragment && length <= unit.Length) return;
        Span<byte> words = stackalloc byte[24];
        var lacks = (transport & Final) == 0 || length > unit.Length;
        into.Add(Protocol, fragment.Bytes, Words(fragment, words), fragment.Length + (lacks ? 1 : 0));
        fragment.Frames = 0;
    }

    public override void Lost(Side side) => fragments.Clear();

    private static ReadOnlySpan<byte> Words(Fragment fragment, Span<byte> words)
    {
        var at = 0;
        if (fragment.Frames > 1)
        {
            "frames="u8.CopyTo(words);
            System.Buffers.Text.Utf8Formatter.TryFormat(fragment.Frames, words[7..], out var digits);
            at = 7 + digits;
        }

        if (fragment.Good) return words[..at];
        var crc = at > 0 ? ",crc"u8 : "crc"u8;
        crc.CopyTo(words[at..]);
        return words[..(at + crc.Length)];
    }

    /// <summary>The user data without the checksum after each sixteen bytes.</summary>
    private ReadOnlySpan<byte> UserData(ReadOnlySpan<byte> frame, ref bool good)
    {
        var left = frame[2] - 5;
        var rest = frame[HeaderLength..];
        var used = 0;
        while (left > 0 && rest.Length > 0)
        {
            var size = Math.Min(Math.Min(left, Block), rest.Length);
            rest[..size].CopyTo(data.AsSpan(used));
            used += size;
            left -= size;
            if (rest.Length >= size + 2) good &= Dnp3Checksum.Fits(rest[..size], rest.Slice(size, 2));
            rest = rest[Math.Min(rest.Length, size + 2)..];
        }

        return data.AsSpan(0, used);
    }

    private sealed class Fragment
    {
        private byte[] bytes = new byte[300];

        public int Frames, Sequence, Length;

        public bool Good;

        public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

        public void Begin(ReadOnlySpan<byte> header)
        {
            header.CopyTo(bytes);
            (Frames, Length, Good) = (0, HeaderLength, true);
        }

        public void Add(ReadOnlySpan<byte> text, int sequence, bool good)
        {
            if (bytes.Length < Length + text.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + text.Length));
            text.CopyTo(bytes.AsSpan(Length));
            Length += text.Length;
            (Frames, Sequence, Good) = (Frames + 1, sequence, Good && good);
        }
    }
}
