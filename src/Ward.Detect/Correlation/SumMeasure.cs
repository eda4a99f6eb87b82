namespace Ward.Detect.Correlation;

/// <summary>
/// Sum or arithmetic mean of the numbers, kept in double-double (Knuth's TwoSum), so that taking away what was added leaves no residue worth the name.
/// </summary>
internal sealed class SumMeasure(Bounds bounds, bool mean) : IMeasure
{
    private double high;
    private double low;
    private long count;

    public bool CanRewind => true;

    public int Bytes => 0;

    public double Value => mean ? (count == 0 ? 0 : (high + low) / count) : high + low;

    public void Add(in Occurrence occurrence)
    {
        count += occurrence.Weight;
        Accumulate(occurrence.Number);
    }

    public void Remove(in Occurrence occurrence)
    {
        count -= occurrence.Weight;
        if (count == 0) (high, low) = (0, 0);
        else Accumulate(-occurrence.Number);
    }

    public void Clear() => (high, low, count) = (0, 0, 0);

    public bool Holds(long from) => count > 0 && bounds.Hold(Value);

    private void Accumulate(double number)
    {
        var sum = high + number;
        var part = sum - high;
        low += high - (sum - part) + (number - part);
        high = sum;
    }
}
