namespace Ward.Detect.Correlation;

/// <summary>How many events.</summary>
internal sealed class CountMeasure(Bounds bounds) : IMeasure
{
    private long count;

    public bool CanRewind => true;

    public int Bytes => 0;

    public double Value => count;

    public void Add(in Occurrence occurrence) => count += occurrence.Weight;

    public void Remove(in Occurrence occurrence) => count -= occurrence.Weight;

    public void Clear() => count = 0;

    public bool Holds(long from) => bounds.Hold(count);
}
