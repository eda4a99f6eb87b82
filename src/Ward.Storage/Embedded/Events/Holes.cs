namespace Ward.Storage.Embedded.Events;

/// <summary>The signs that occur in the lines of a table. One writer; read from any thread.</summary>
internal sealed class Holes
{
    private readonly int[] used = new int[LineTemplate.Tail - LineTemplate.First];

    public void Add(int sign) => Volatile.Write(ref used[sign], 1);

    public IReadOnlyList<int> All => [.. used.Index().Where(u => u.Item != 0).Select(u => u.Index)];
}
