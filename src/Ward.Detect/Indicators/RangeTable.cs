using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ward.Detect.Indicators;

/// <summary>
/// Addresses and networks as sorted ranges. Networks are nested or apart, so the ranges that hold an address are the last that begins
/// not behind it and those around that one. An index over the upper bits, about one place a range, leaves little to search, and a bit for each /24 of
/// the four-byte addresses answers for most that are in none without a look at the ranges. Immutable once made.
/// </summary>
internal sealed class RangeTable<T>
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>, IMinMaxValue<T>
{
    private const int LeastIndexBits = 8;
    private const int MostIndexBits = 22;

    // 2 MB, which a processor's cache holds; for fewer ranges they are in the cache themselves.
    private const int BlockBits = 24, FewestForBlocks = 10_000;

    private readonly Range[] ranges;
    private readonly int[] index;
    private readonly int shift;
    private readonly ulong[]? blocks;

    /// <param name="same">Called for an entry whose range was there before, with the entry that keeps it.</param>
    public RangeTable(IReadOnlyList<(T Start, T End, int Entry)> ranges, Action<int, int> same)
    {
        var sorted = ranges.ToArray();
        // The wider first, so that what is around comes before what is inside.
        Array.Sort(sorted, static (a, b) => a.Start.CompareTo(b.Start) is var start and not 0 ? start : b.End.CompareTo(a.End) is var end and not 0 ? end : a.Entry.CompareTo(b.Entry));
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept > 0 && sorted[kept - 1].Start == sorted[i].Start && sorted[kept - 1].End == sorted[i].End) same(sorted[i].Entry, sorted[kept - 1].Entry);
            else sorted[kept++] = sorted[i];
        }

        this.ranges = new Range[kept];
        for (var i = 0; i < kept; i++)
        {
            var around = i - 1;
            while (around >= 0 && this.ranges[around].End < sorted[i].End) around = this.ranges[around].Outer;
            this.ranges[i] = new Range(sorted[i].Start, sorted[i].End, around, sorted[i].Entry);
        }

        var bits = Math.Clamp(BitOperations.Log2((uint)kept + 1), LeastIndexBits, MostIndexBits);
        shift = (Unsafe.SizeOf<T>() * 8) - bits;
        index = new int[(1 << bits) + 1];
        for (var (next, bucket) = (0, 0); bucket < index.Length; bucket++)
        {
            while (next < kept && int.CreateTruncating(this.ranges[next].Start >> shift) < bucket) next++;
            index[bucket] = next;
        }

        if (Unsafe.SizeOf<T>() == sizeof(uint) && kept >= FewestForBlocks) blocks = Blocks(this.ranges);
    }

    public int Count => ranges.Length;

    public long Bytes => (ranges.Length * (long)Unsafe.SizeOf<Range>()) + (index.Length * 4L) + ((blocks?.Length ?? 0) * 8L);

    /// <summary>The place of the innermost range that holds the address, or -1.</summary>
    public int Find(T address)
    {
        if (blocks is not null)
        {
            var block = uint.CreateTruncating(address) >> (32 - BlockBits);
            if ((blocks[block >> 6] & (1UL << (int)(block & 63))) == 0) return -1;
        }

        var at = Behind(address) - 1;
        while (at >= 0 && ranges[at].End < address) at = ranges[at].Outer;
        return at;
    }

    /// <summary>The place of a range that shares an address with this one, or -1.</summary>
    public int Touching(T start, T end)
    {
        if (Find(start) is var around and >= 0) return around;
        var at = Behind(start);
        return at < ranges.Length && ranges[at].Start <= end ? at : -1;
    }

    /// <summary>The place of the next range around, or -1.</summary>
    public int Around(int place) => ranges[place].Outer;

    public int EntryAt(int place) => ranges[place].Entry;

    /// <summary>A bit for each block in which any range has an address.</summary>
    private static ulong[] Blocks(Range[] ranges)
    {
        var bits = new ulong[(1 << BlockBits) / 64];
        foreach (var range in ranges)
        {
            if (range.Outer >= 0) continue;
            var last = uint.CreateTruncating(range.End) >> (32 - BlockBits);
            for (var block = uint.CreateTruncating(range.Start) >> (32 - BlockBits); block <= last; block++) bits[block >> 6] |= 1UL << (int)(block & 63);
        }

        return bits;
    }

    /// <summary>The place of the first range that begins behind the address.</summary>
    private int Behind(T address)
    {
        var bucket = int.CreateTruncating(address >> shift);
        int low = index[bucket], high = index[bucket + 1];
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ranges[middle].Start <= address) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Together, so that a look-up meets one line of memory.</summary>
    private readonly record struct Range(T Start, T End, int Outer, int Entry);
}
