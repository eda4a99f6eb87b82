namespace Ward.Detect.Correlation;

/// <summary>How many different values: exact. A bound of n needs no more than the n + 1 values seen last, so no estimate is needed however many there are.</summary>
internal sealed class DistinctMeasure(Bounds bounds) : IMeasure
{
    private readonly Multiset values = new();

    public bool CanRewind => true;

    public int Bytes => values.Bytes;

    public double Value => values.Distinct;

    public void Add(in Occurrence occurrence) => values.Add(occurrence.Bits);

    public void Remove(in Occurrence occurrence) => values.Remove(occurrence.Bits);

    public void Clear() => values.Clear();

    public bool Holds(long from) => bounds.Hold(values.Distinct);
}
