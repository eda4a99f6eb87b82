namespace Ward.Detect.Matching;

/// <summary>The numbers of the literals found in a value, each once.</summary>
internal sealed class Hits(int literals)
{
    private readonly int[] seenIn = new int[literals];
    private readonly int[] found = new int[literals];
    private int count;
    private int value;

    internal ReadOnlySpan<int> Found => found.AsSpan(0, count);

    internal void Begin()
    {
        count = 0;
        if (++value > 0) return;
        Array.Clear(seenIn);
        value = 1;
    }

    internal void Add(int literal)
    {
        if (seenIn[literal] == value) return;
        seenIn[literal] = value;
        found[count++] = literal;
    }
}
