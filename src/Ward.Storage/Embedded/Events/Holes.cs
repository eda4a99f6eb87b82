namespace Ward.Storage.Embedded.Events;

/// <summary>The signs that occur in the lines of a table. One writer; read from any thread.</summary>
internal sealed class Holes
{
    private readonly bool[] used = new bool[LineTemplate.Tail - LineTemplate.First];

    public void Add(int sign) => Volatile.Write(ref used[sign], true);

    public IReadOnlyList<int> All => [.. used.Index().Where(u => u.Item).Select(u => u.Index)];
}
