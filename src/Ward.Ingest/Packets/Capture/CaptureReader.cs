using System.Buffers.Binary;

namespace Ward.Ingest.Packets.Capture;

/// <summary>
/// Reads capture files: classic pcap (both byte orders, micro- and nanoseconds) and pcapng (sections, interfaces with their own clock, enhanced,
/// simple and old packet blocks). Bounded memory, every length checked; a record half written is tried again once the file has grown.
/// </summary>
internal sealed class CaptureReader(Stream file)
{
    private const uint Micro = 0xA1B2C3D4, Nano = 0xA1B23C4D, Section = 0x0A0D0D0A;
    private const int LongestRecord = 1 << 24, LongestPacket = 1 << 18;
    private const long LastSecond = 253_402_300_799;
    private readonly PcapngInterfaces interfaces = new();
    private byte[] buffer = new byte[64 << 10];
    private int start, end;
    private Form form;
    private bool bigEndian, nano;
    private LinkType classicLink;
    private int at, length;

    private enum Form { Unknown, Classic, Next }

    /// <summary>Offset in the file of the next record.</summary>
    public long Position { get; private set; }

    /// <summary>Why the file is broken; null where it is not.</summary>
    public string? Trouble { get; private set; }

    public LinkType Link { get; private set; }

    /// <summary>When the packet was seen, microseconds since 1970.</summary>
    public long Micros { get; private set; }

    /// <summary>How long the packet was; the capture may hold less.</summary>
    public int OriginalLength { get; private set; }

    /// <summary>The packet just read; valid until the next call.</summary>
    public ReadOnlySpan<byte> Packet => buffer.AsSpan(at, length);

    public CaptureRead Next()
    {
        if (Trouble is not null) return CaptureRead.Broken;
        if (form == Form.Unknown && Open() is var opened and not CaptureRead.Packet) return opened;
        return form == Form.Classic ? NextRecord() : NextBlock();
    }

    private CaptureRead Open()
    {
        if (!Has(24)) return CaptureRead.End;
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start));
        if (magic == Section)
        {
            form = Form.Next;
            return CaptureRead.Packet;
        }

        bigEndian = BinaryPrimitives.ReverseEndianness(magic) is Micro or Nano;
        if (bigEndian) magic = BinaryPrimitives.ReverseEndianness(magic);
        if (magic is not (Micro or Nano)) return Fail("it is neither pcap nor pcapng");
        nano = magic == Nano;
        // The upper bits of the word say whether frames carry their check sequence (draft-ietf-opsawg-pcap).
        classicLink = (LinkType)(UInt32(20) & 0xFFFF);
        form = Form.Classic;
        Skip(24);
        return CaptureRead.Packet;
    }

    private CaptureRead NextRecord()
    {
        if (!Has(16)) return CaptureRead.End;
        var (seconds, fraction, kept, original) = (UInt32(0), UInt32(4), UInt32(8), UInt32(12));
        if (kept > LongestPacket) return Fail($"a packet of {kept} bytes at offset {Position}");
        if (!Has(16 + (int)kept)) return CaptureRead.End;
        Link = classicLink;
        Micros = (seconds * 1_000_000L) + (nano ? fraction / 1000 : fraction);
        Found(16, (int)kept, original);
        Skip(16 + (int)kept);
        return CaptureRead.Packet;
    }

    private CaptureRead NextBlock()
    {
        while (Has(12))
        {
            var isSection = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start)) == Section;
            if (isSection)
            {
                var order = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start + 8));
                if (order is not (0x1A2B3C4D or 0x4D3C2B1A)) return Fail($"a section without its byte order at offset {Position}");
                bigEndian = order == 0x4D3C2B1A;
                interfaces.Clear();
            }

            var size = UInt32(4);
            if (size is < 12 or > LongestRecord || size % 4 != 0) return Fail($"a block of {size} bytes at offset {Position}");
            if (!Has((int)size)) return CaptureRead.End;
            var found = !isSection && TryBlock(UInt32(0), buffer.AsSpan(start + 8, (int)size - 12));
            Skip((int)size);
            if (found) return CaptureRead.Packet;
        }

        return CaptureRead.End;
    }

    /// <summary>True where the block is a packet that can be read; a packet block that lies about its length is passed over.</summary>
    private bool TryBlock(uint type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case 1 when body.Length >= 8:
                interfaces.Add(body, bigEndian);
                return false;
            case 2 or 6 when body.Length >= 20:
                var number = type == 6 ? UInt32(8) : bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(body) : BinaryPrimitives.ReadUInt16LittleEndian(body);
                var kept = UInt32(20);
                if (kept > body.Length - 20 || kept > LongestPacket || !interfaces.TryFind(number, out var link, out _)) return false;
                Link = link;
                Micros = interfaces.Micros(number, ((ulong)UInt32(12) << 32) | UInt32(16));
                Found(28, (int)kept, UInt32(24));
                return true;
            case 3 when body.Length >= 4 && interfaces.TryFind(0, out var only, out var limit):
                // No time of its own: the last one stands.
                Link = only;
                Found(12, (int)Math.Min(Math.Min(UInt32(8), limit == 0 ? uint.MaxValue : limit), (uint)Math.Min(body.Length - 4, LongestPacket)), UInt32(8));
                return true;
            default:
                return false;
        }
    }

    private void Found(int offset, int kept, uint original)
    {
        (at, length) = (start + offset, kept);
        OriginalLength = (int)Math.Min(original, int.MaxValue);
        Micros = Math.Clamp(Micros, 0, LastSecond * 1_000_000);
    }

    private uint UInt32(int offset) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(start + offset)) : BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start + offset));

    private CaptureRead Fail(string why)
    {
        Trouble = why;
        return CaptureRead.Broken;
    }

    private void Skip(int count)
    {
        start += count;
        Position += count;
    }

    /// <summary>Brings at least that many bytes; false where the file does not have them now.</summary>
    private bool Has(int count)
    {
        if (end - start >= count) return true;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (buffer.Length < count) Array.Resize(ref buffer, count);
        while (end < count)
        {
            var read = file.Read(buffer, end, buffer.Length - end);
            if (read <= 0) return false;
            end += read;
        }

        return true;
    }
}
