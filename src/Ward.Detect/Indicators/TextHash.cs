using System.Buffers.Binary;

namespace Ward.Detect.Indicators;

/// <summary>
/// A 64-bit hash of a text, made from its end so that the parents of a domain fall out on the way. Case is folded where the type ignores it.
/// Seeded by the set's version, so that whoever writes a feed cannot choose values that collide.
/// </summary>
internal static class TextHash
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    private static ReadOnlySpan<byte> Folded => FoldTable;

    private static readonly byte[] FoldTable = [.. Enumerable.Range(0, 256).Select(b => b is >= 'A' and <= 'Z' ? (byte)(b + 32) : (byte)b)];

    public static ulong Begin(ulong seed, IndicatorType type) => seed ^ (((ulong)type + 1) * 0xD6E8_FEB8_6659_FD93);

    public static ulong Add(ulong hash, byte next) => (hash ^ next) * Prime;

    public static byte Fold(byte c) => Folded[c];

    public static ulong End(ulong hash)
    {
        hash ^= hash >> 32;
        hash *= 0xD6E8_FEB8_6659_FD93;
        return hash ^ (hash >> 32);
    }

    public static ulong Of(ulong seed, IndicatorType type, ReadOnlySpan<byte> text)
    {
        var hash = Begin(seed, type);
        if (type == IndicatorType.Domain)
        {
            for (var i = text.Length - 1; i >= 0; i--) hash = Add(hash, Fold(text[i]));
            return End(hash);
        }

        // Nobody asks for parents of the others: eight bytes at a time. The bit makes capitals small; what else it makes equal, the text tells apart.
        var fold = type == IndicatorType.Url ? 0UL : 0x2020_2020_2020_2020;
        hash ^= (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..]) hash = Wide(hash, BinaryPrimitives.ReadUInt64LittleEndian(text) | fold);
        var rest = 0UL;
        foreach (var next in text) rest = (rest << 8) | next;
        return End(Wide(hash, rest | fold));
    }

    private static ulong Wide(ulong hash, ulong next)
    {
        hash = (hash ^ next) * Prime;
        return hash ^ (hash >> 29);
    }
}
