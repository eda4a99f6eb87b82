using System.Numerics;

namespace Ward.Detect.Correlation;

/// <summary>Which of the rules were seen, in any order.</summary>
/// <param name="rules">How many there are, at most 64.</param>
/// <param name="holds">The condition over the set of those seen, a bit for each rule.</param>
internal sealed class PresenceMeasure(int rules, Func<ulong, bool> holds) : IMeasure
{
    private readonly int[] counts = new int[rules];
    private ulong seen;

    public bool CanRewind => true;

    public int Bytes => counts.Length * sizeof(int);

    public double Value => BitOperations.PopCount(seen);

    public void Add(in Occurrence occurrence)
    {
        counts[occurrence.Rule]++;
        seen |= 1UL << occurrence.Rule;
    }

    public void Remove(in Occurrence occurrence)
    {
        if (--counts[occurrence.Rule] == 0) seen &= ~(1UL << occurrence.Rule);
    }

    public void Clear()
    {
        Array.Clear(counts);
        seen = 0;
    }

    public bool Holds(long from) => holds(seen);
}
