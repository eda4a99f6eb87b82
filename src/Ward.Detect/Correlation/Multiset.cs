using System.Numerics;

namespace Ward.Detect.Correlation;

/// <summary>How often each value stands in a window; open addressing, so that a small group is small. Adding and removing is O(1).</summary>
internal sealed class Multiset
{
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;
    private long[] values = [];
    private int[] counts = [];

    /// <summary>Different values.</summary>
    internal int Distinct { get; private set; }

    internal int Bytes => 88 + (values.Length * (sizeof(long) + sizeof(int)));

    internal void Add(long value)
    {
        if (4 * (Distinct + 1) > 3 * values.Length) Grow();
        var at = Find(value);
        if (counts[at]++ > 0) return;
        values[at] = value;
        Distinct++;
    }

    internal void Remove(long value)
    {
        var at = Find(value);
        if (counts[at] == 0) throw new InvalidOperationException("The value is not in the window.");
        if (--counts[at] > 0) return;
        Distinct--;
        CloseGap(at);
    }

    internal void Clear()
    {
        Array.Clear(counts);
        Distinct = 0;
    }

    private int Home(long value) => (int)(((ulong)value * Spread) >> (64 - BitOperations.Log2((uint)values.Length)));

    private int Find(long value)
    {
        var at = Home(value);
        while (counts[at] > 0 && values[at] != value) at = (at + 1) & (values.Length - 1);
        return at;
    }

    // Moves back what had been pushed past the gap, so that no tombstones are needed.
    private void CloseGap(int gap)
    {
        var mask = values.Length - 1;
        for (var at = (gap + 1) & mask; counts[at] > 0; at = (at + 1) & mask)
        {
            if (((at - Home(values[at])) & mask) < ((at - gap) & mask)) continue;
            (values[gap], counts[gap]) = (values[at], counts[at]);
            counts[at] = 0;
            gap = at;
        }
    }

    private void Grow()
    {
        var (oldValues, oldCounts) = (values, counts);
        var capacity = Math.Max(4, values.Length * 2);
        (values, counts) = (new long[capacity], new int[capacity]);
        for (var i = 0; i < oldValues.Length; i++)
        {
            if (oldCounts[i] == 0) continue;
            var at = Find(oldValues[i]);
            (values[at], counts[at]) = (oldValues[i], oldCounts[i]);
        }
    }
}
