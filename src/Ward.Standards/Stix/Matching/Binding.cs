namespace Ward.Standards.Stix.Matching;

/// <summary>Observations chosen for a part of a pattern.</summary>
/// <param name="Chosen">Numbers of observations, ascending, each once.</param>
/// <param name="LatestFirst">The latest beginning among them.</param>
/// <param name="EarliestLast">The earliest end among them. Both together say how far apart they are.</param>
internal sealed record Binding(int[] Chosen, DateTimeOffset LatestFirst, DateTimeOffset EarliestLast)
{
    /// <summary>Null where both share an observation.</summary>
    public Binding? With(Binding other)
    {
        var both = new int[Chosen.Length + other.Chosen.Length];
        int left = 0, right = 0;
        for (var i = 0; i < both.Length; i++)
        {
            if (left < Chosen.Length && right < other.Chosen.Length && Chosen[left] == other.Chosen[right]) return null;
            both[i] = right == other.Chosen.Length || (left < Chosen.Length && Chosen[left] < other.Chosen[right]) ? Chosen[left++] : other.Chosen[right++];
        }

        return new Binding(
            both, LatestFirst > other.LatestFirst ? LatestFirst : other.LatestFirst, EarliestLast < other.EarliestLast ? EarliestLast : other.EarliestLast);
    }

    public bool IsWithin(TimeSpan span) => LatestFirst - EarliestLast <= span;
}
