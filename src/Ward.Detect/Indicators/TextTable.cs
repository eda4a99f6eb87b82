using System.Numerics;
using System.Text;

namespace Ward.Detect.Indicators;

/// <summary>
/// Indicators that are texts: filter, then a table of 32 bits of hash and the entry (the place tells the rest of the hash), then the text itself.
/// Immutable once made, so look-ups need no lock and allocate nothing.
/// </summary>
internal sealed class TextTable
{
    private readonly ulong seed;
    private readonly BlockedFilter filter;
    private readonly ulong[] slots;
    private readonly byte[] text;
    private readonly uint[] ends;
    private readonly byte[] types;

    /// <param name="text">All texts one behind the other.</param>
    /// <param name="ends">Where each text ends.</param>
    /// <param name="same">Called for an entry whose text was there before, with the entry that keeps it.</param>
    public TextTable(ulong seed, byte[] text, uint[] ends, byte[] types, Action<int, int> same)
    {
        (this.seed, this.text, this.ends, this.types) = (seed, text, ends, types);
        filter = new BlockedFilter(ends.Length);
        // At most two thirds full.
        slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, ends.Length + (ends.Length / 2L)))];
        for (var entry = 0; entry < ends.Length; entry++)
        {
            var hash = TextHash.Of(seed, (IndicatorType)types[entry], TextOf(entry));
            var at = Probe(hash, (IndicatorType)types[entry], TextOf(entry), out var found);
            if (found >= 0)
            {
                same(entry, found);
                continue;
            }

            slots[at] = (hash >> 32 << 32) | (uint)(entry + 1);
            filter.Add(hash);
        }
    }

    public int Count => ends.Length;

    /// <summary>Of filter and table alone.</summary>
    public long IndexBytes => filter.Bytes + (slots.Length * 8L);

    public long Bytes => IndexBytes + text.Length + (ends.Length * 5L);

    public IndicatorType TypeOf(int entry) => (IndicatorType)types[entry];

    public ReadOnlySpan<byte> TextOf(int entry)
    {
        var start = entry == 0 ? 0 : ends[entry - 1];
        return text.AsSpan((int)start, (int)(ends[entry] - start));
    }

    public string WordsOf(int entry) => Encoding.UTF8.GetString(TextOf(entry));

    /// <summary>The entry, or -1.</summary>
    public int Find(IndicatorType type, ReadOnlySpan<byte> value) => FindHashed(TextHash.Of(seed, type, value), type, value);

    /// <summary>The entries of a domain and of its parents, from the shortest on.</summary>
    /// <param name="found">At least 8 places; more than that many levels are not reported.</param>
    /// <returns>How many.</returns>
    public int FindDomains(ReadOnlySpan<byte> name, Span<int> found)
    {
        var count = 0;
        var hash = TextHash.Begin(seed, IndicatorType.Domain);
        for (var i = name.Length - 1; i >= 0; i--)
        {
            var c = TextHash.Fold(name[i]);
            if (c == '.' && count < found.Length && FindHashed(TextHash.End(hash), IndicatorType.Domain, name[(i + 1)..]) is var parent and >= 0) found[count++] = parent;
            hash = TextHash.Add(hash, c);
        }

        if (count < found.Length && FindHashed(TextHash.End(hash), IndicatorType.Domain, name) is var whole and >= 0) found[count++] = whole;
        return count;
    }

    /// <summary>Whether the filter lets the value through; for measuring it.</summary>
    public bool Passes(IndicatorType type, ReadOnlySpan<byte> value) => filter.MayHold(TextHash.Of(seed, type, value));

    private int FindHashed(ulong hash, IndicatorType type, ReadOnlySpan<byte> value)
    {
        if (!filter.MayHold(hash)) return -1;
        Probe(hash, type, value, out var found);
        return found;
    }

    /// <returns>The free place behind the entries of this hash, where none holds the value.</returns>
    private int Probe(ulong hash, IndicatorType type, ReadOnlySpan<byte> value, out int found)
    {
        var mask = slots.Length - 1;
        var tag = (uint)(hash >> 32);
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0)
            {
                found = -1;
                return at;
            }

            if ((uint)(slot >> 32) != tag) continue;
            found = (int)(uint)slot - 1;
            if (TypeOf(found) == type && (type == IndicatorType.Url ? value.SequenceEqual(TextOf(found)) : Ascii.EqualsIgnoreCase(value, TextOf(found)))) return at;
        }
    }
}
