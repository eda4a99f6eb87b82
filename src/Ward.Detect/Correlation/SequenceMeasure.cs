using System.Numerics;

namespace Ward.Detect.Correlation;

/// <summary>
/// Which rules were seen in order. For each way and step it keeps the latest moment at which a sequence began that has come so far:
/// one that began later is never worse, so that is all that need be known.
/// </summary>
internal sealed class SequenceMeasure : IMeasure
{
    private const long Never = long.MinValue;
    private readonly IReadOnlyList<Sequences.Way> ways;
    private readonly int[][] steps;
    private readonly long[][] begun;
    private readonly int[] counts;

    internal SequenceMeasure(int rules, IReadOnlyList<Sequences.Way> ways)
    {
        this.ways = ways;
        counts = new int[rules];
        steps = [.. ways.Select(w => Enumerable.Range(0, rules).Where(r => (w.Seen >> r & 1) != 0).ToArray())];
        begun = [.. steps.Select(s => new long[s.Length])];
        Bytes = (rules * sizeof(int)) + begun.Sum(b => 48 + (b.Length * (sizeof(long) + sizeof(int))));
        Clear();
    }

    public bool CanRewind => false;

    public int Bytes { get; }

    public double Value => ways.Max(w => BitOperations.PopCount(w.Seen));

    public void Add(in Occurrence occurrence)
    {
        counts[occurrence.Rule]++;
        for (var way = 0; way < steps.Length; way++)
        {
            var at = Array.IndexOf(steps[way], occurrence.Rule);
            if (at == 0) begun[way][0] = occurrence.Time;
            else if (at > 0 && begun[way][at - 1] > begun[way][at]) begun[way][at] = begun[way][at - 1];
        }
    }

    public void Remove(in Occurrence occurrence) => counts[occurrence.Rule]--;

    public void Clear()
    {
        Array.Clear(counts);
        foreach (var moments in begun) Array.Fill(moments, Never);
    }

    public bool Holds(long from)
    {
        for (var way = 0; way < steps.Length; way++)
            if (begun[way][^1] != Never && begun[way][^1] >= from && !AnySeen(ways[way].Unseen)) return true;
        return false;
    }

    private bool AnySeen(ulong rules)
    {
        for (; rules != 0; rules &= rules - 1)
            if (counts[BitOperations.TrailingZeroCount(rules)] > 0) return true;
        return false;
    }
}
