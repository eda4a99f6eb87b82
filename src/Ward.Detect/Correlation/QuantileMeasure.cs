namespace Ward.Detect.Correlation;

/// <summary>
/// A percentile of the numbers in the window, with linear interpolation at rank (n - 1) p / 100 (Hyndman, Fan 1996, type 7).
/// Exact while the window holds at most <see cref="Exact"/> numbers; beyond it every number is rounded to within one in a hundred
/// (<see cref="LogBuckets"/>) until the window has been empty once.
/// </summary>
internal sealed class QuantileMeasure(Bounds bounds, double percentile, int exact) : IMeasure
{
    private double[] numbers = [];
    private long[]? weights;
    private int used;
    private long count;

    public bool CanRewind => true;

    public int Bytes => numbers.Length * sizeof(double) + (weights?.Length ?? 0) * sizeof(long);

    internal int Exact => exact;

    /// <summary>True once numbers are rounded.</summary>
    internal bool IsRounded => weights is not null;

    public double Value
    {
        get
        {
            if (count == 0) return 0;
            var rank = (count - 1) * percentile / 100;
            var below = (long)Math.Floor(rank);
            var lower = At(below);
            return below + 1 < count && rank > below ? lower + ((rank - below) * (At(below + 1) - lower)) : lower;
        }
    }

    public void Add(in Occurrence occurrence)
    {
        if (weights is null && (occurrence.Weight > 1 || used == exact)) RoundAll();
        count += occurrence.Weight;
        var number = weights is null ? occurrence.Number : LogBuckets.Round(occurrence.Number);
        var at = Array.BinarySearch(numbers, 0, used, number);
        if (weights is not null && at >= 0)
        {
            weights[at] += occurrence.Weight;
            return;
        }

        Insert(at < 0 ? ~at : at, number, occurrence.Weight);
    }

    public void Remove(in Occurrence occurrence)
    {
        count -= occurrence.Weight;
        if (count == 0)
        {
            Clear();
            return;
        }

        var at = Array.BinarySearch(numbers, 0, used, weights is null ? occurrence.Number : LogBuckets.Round(occurrence.Number));
        if (at < 0) throw new InvalidOperationException("The number is not in the window.");
        if (weights is not null && (weights[at] -= occurrence.Weight) > 0) return;
        used--;
        Array.Copy(numbers, at + 1, numbers, at, used - at);
        if (weights is not null) Array.Copy(weights, at + 1, weights, at, used - at);
    }

    public void Clear() => (weights, used, count) = (null, 0, 0);

    public bool Holds(long from) => count > 0 && bounds.Hold(Value);

    /// <summary>Rounds what is there; from then on what is added too.</summary>
    internal void RoundAll()
    {
        if (weights is not null) return;
        var (old, n) = (numbers, used);
        weights = new long[Math.Max(4, numbers.Length)];
        numbers = new double[weights.Length];
        used = 0;
        for (var i = 0; i < n; i++)
        {
            var rounded = LogBuckets.Round(old[i]);
            if (used > 0 && numbers[used - 1] == rounded) weights[used - 1]++;
            else (numbers[used], weights[used++]) = (rounded, 1);
        }
    }

    private void Insert(int at, double number, int weight)
    {
        if (used == numbers.Length)
        {
            Array.Resize(ref numbers, Math.Max(4, used * 2));
            if (weights is not null) Array.Resize(ref weights, numbers.Length);
        }

        Array.Copy(numbers, at, numbers, at + 1, used - at);
        numbers[at] = number;
        if (weights is not null)
        {
            Array.Copy(weights, at, weights, at + 1, used - at);
            weights[at] = weight;
        }

        used++;
    }

    private double At(long rank)
    {
        if (weights is null) return numbers[rank];
        for (var i = 0; i < used; i++)
            if ((rank -= weights[i]) < 0) return numbers[i];
        throw new InvalidOperationException("The rank is beyond the window.");
    }
}
