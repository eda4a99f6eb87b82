namespace Ward.Detect.Correlation;

/// <summary>The newest moments of a group, sorted, at most so many. Adding in order is O(1); a late one moves those that are newer.</summary>
internal sealed class TimeRing(int capacity)
{
    private long[] ticks = [];
    private int head;

    internal int Count { get; private set; }

    /// <summary>The newest moment; only where <see cref="Count"/> is not 0.</summary>
    internal long Newest => At(Count - 1);

    /// <summary>The nth newest moment, from 1.</summary>
    internal long FromNewest(int n) => At(Count - n);

    /// <summary>True where at least <paramref name="n"/> moments are at <paramref name="from"/> or after.</summary>
    internal bool Reaches(int n, long from) => Count >= n && FromNewest(n) >= from;

    internal void Add(long moment)
    {
        if (Count == capacity)
        {
            if (moment <= At(0)) return;
            head = (head + 1) % ticks.Length;
            Count--;
        }
        else if (Count == ticks.Length)
        {
            Grow();
        }

        var at = Count++;
        for (; at > 0 && At(at - 1) > moment; at--) Put(at, At(at - 1));
        Put(at, moment);
    }

    /// <summary>The moments, oldest first.</summary>
    internal long At(int index) => ticks[(head + index) % ticks.Length];

    private void Put(int index, long moment) => ticks[(head + index) % ticks.Length] = moment;

    private void Grow()
    {
        var larger = new long[Math.Min(capacity, Math.Max(4, ticks.Length * 2))];
        for (var i = 0; i < Count; i++) larger[i] = At(i);
        (ticks, head) = (larger, 0);
    }
}
