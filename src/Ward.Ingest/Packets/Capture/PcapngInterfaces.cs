using System.Buffers.Binary;

namespace Ward.Ingest.Packets.Capture;

/// <summary>The interfaces of a pcapng section: link layer, snapshot length, and the unit and offset of their clock.</summary>
internal sealed class PcapngInterfaces
{
    private const int Most = 4096, TimeResolution = 9, TimeOffset = 14;
    private readonly List<(LinkType Link, uint Limit, UInt128 PerSecond, long Offset)> all = [];

    public void Clear() => all.Clear();

    public void Add(ReadOnlySpan<byte> body, bool bigEndian)
    {
        if (all.Count == Most) return;
        var link = (LinkType)UInt16(body, bigEndian);
        var limit = UInt32(body[4..], bigEndian);
        var (perSecond, offset) = ((UInt128)1_000_000, 0L);
        var options = body[8..];
        while (options.Length >= 4)
        {
            int code = UInt16(options, bigEndian), size = UInt16(options[2..], bigEndian);
            if (code == 0 || size > options.Length - 4) break;
            if (code == TimeResolution && size >= 1) perSecond = Resolution(options[4]);
            if (code == TimeOffset && size >= 8)
                offset = bigEndian ? BinaryPrimitives.ReadInt64BigEndian(options[4..]) : BinaryPrimitives.ReadInt64LittleEndian(options[4..]);
            options = options[Math.Min(options.Length, 4 + ((size + 3) & ~3))..];
        }

        all.Add((link, limit, perSecond, offset));
    }

    public bool TryFind(uint number, out LinkType link, out uint limit)
    {
        (link, limit) = number < all.Count ? (all[(int)number].Link, all[(int)number].Limit) : default;
        return number < all.Count;
    }

    public long Micros(uint number, ulong ticks)
    {
        var (_, _, perSecond, offset) = all[(int)number];
        var micros = (UInt128)ticks * 1_000_000 / perSecond;
        var seconds = Math.Clamp(offset, -100_000_000_000, 100_000_000_000);
        return micros > long.MaxValue / 4 ? long.MaxValue / 4 : (long)micros + (seconds * 1_000_000);
    }

    /// <summary>The high bit chooses between powers of two and of ten; what is finer than 64 bits can tell is taken as the finest.</summary>
    private static UInt128 Resolution(byte value)
    {
        if ((value & 0x80) != 0) return UInt128.One << Math.Min(value & 0x7F, 63);
        UInt128 per = 1;
        for (var i = Math.Min((int)value, 19); i > 0; i--) per *= 10;
        return per;
    }

    private static ushort UInt16(ReadOnlySpan<byte> at, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static uint UInt32(ReadOnlySpan<byte> at, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
