using System.Numerics;

namespace Ward.Detect.Indicators;

/// <summary>
/// Addresses and networks as sorted ranges. Networks are nested or apart, so the ranges that hold an address are the last that begins
/// not behind it and those around that one. An index over the upper 16 bits shortens the search. Immutable once made.
/// </summary>
internal sealed class RangeTable<T>
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>, IMinMaxValue<T>
{
    private const int IndexBits = 16;
    private static readonly int Shift = (System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * 8) - IndexBits;

    private readonly T[] starts;
    private readonly T[] ends;
    private readonly int[] outer;
    private readonly int[] entries;
    private readonly int[] index = new int[(1 << IndexBits) + 1];

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

        (starts, ends, outer, entries) = (new T[kept], new T[kept], new int[kept], new int[kept]);
        for (var i = 0; i < kept; i++)
        {
            (starts[i], ends[i], entries[i]) = sorted[i];
            var around = i - 1;
            while (around >= 0 && ends[around] < ends[i]) around = outer[around];
            outer[i] = around;
        }

        var next = 0;
        for (var bucket = 0; bucket <= 1 << IndexBits; bucket++)
        {
            while (next < kept && int.CreateTruncating(starts[next] >> Shift) < bucket) next++;
            index[bucket] = next;
        }
    }

    public int Count => starts.Length;

    public long Bytes => (starts.Length * (8L + (2L * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()))) + (index.Length * 4L);

    /// <summary>The place of the innermost range that holds the address, or -1.</summary>
    public int Find(T address)
    {
        var bucket = int.CreateTruncating(address >> Shift);
        int low = index[bucket], high = index[bucket + 1];
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (starts[middle] <= address) low = middle + 1;
            else high = middle;
        }

        var at = low - 1;
        while (at >= 0 && ends[at] < address) at = outer[at];
        return at;
    }

    /// <summary>The place of a range that shares an address with this one, or -1.</summary>
    public int Touching(T start, T end)
    {
        if (Find(start) is var around and >= 0) return around;
        var at = Array.BinarySearch(starts, start);
        if (at < 0) at = ~at;
        return at < starts.Length && starts[at] <= end ? at : -1;
    }

    /// <summary>The place of the next range around, or -1.</summary>
    public int Around(int place) => outer[place];

    public int EntryAt(int place) => entries[place];
}
