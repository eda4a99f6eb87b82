using System.Numerics;

namespace Ward.Detect.Correlation;

/// <summary>A group's occurrences in order: a ring that grows. Adding in order and removing the oldest is O(1); a late one moves those that are newer.</summary>
internal sealed class Timeline
{
    private Occurrence[] items = [];
    private int head;

    internal int Count { get; private set; }

    internal int Capacity => items.Length;

    /// <summary>Bytes of what the occurrences carry for correlations further up.</summary>
    internal int CarriedBytes { get; private set; }

    /// <summary>From the oldest, 0.</summary>
    internal ref Occurrence this[int index] => ref items[(head + index) & (items.Length - 1)];

    /// <summary>Where it belongs: behind everything that is before it.</summary>
    internal int PositionOf(in Occurrence occurrence)
    {
        var at = Count;
        while (at > 0 && occurrence.IsBefore(this[at - 1])) at--;
        return at;
    }

    internal void Insert(int at, in Occurrence occurrence)
    {
        if (Count == items.Length) Resize(Math.Max(2, items.Length * 2));
        Count++;
        CarriedBytes += occurrence.CarriedBytes;
        for (var i = Count - 1; i > at; i--) this[i] = this[i - 1];
        this[at] = occurrence;
    }

    internal void RemoveAt(int at)
    {
        CarriedBytes -= this[at].CarriedBytes;
        for (var i = at; i < Count - 1; i++) this[i] = this[i + 1];
        this[--Count] = default;
    }

    internal void RemoveFirst()
    {
        CarriedBytes -= items[head].CarriedBytes;
        items[head].Carried = null;
        head = (head + 1) & (items.Length - 1);
        Count--;
    }

    internal void Replace(ReadOnlySpan<Occurrence> all)
    {
        items = new Occurrence[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, all.Length))];
        all.CopyTo(items);
        (head, Count, CarriedBytes) = (0, all.Length, 0);
        foreach (ref readonly var one in all) CarriedBytes += one.CarriedBytes;
    }

    internal Occurrence[] ToArray()
    {
        var all = new Occurrence[Count];
        for (var i = 0; i < Count; i++) all[i] = this[i];
        return all;
    }

    private void Resize(int capacity)
    {
        var larger = new Occurrence[capacity];
        for (var i = 0; i < Count; i++) larger[i] = this[i];
        (items, head) = (larger, 0);
    }
}
