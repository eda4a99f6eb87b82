namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Which names in <c>rest</c> have a value that stands in a column of its own too, or begins with it; there a sign of that column
/// (<see cref="LineTemplate"/>) takes its place, so that it is kept once. One writer; <see cref="All"/> from any thread.
/// </summary>
internal sealed class Twins
{
    private volatile Dictionary<string, IReadOnlyList<int>> all = new(StringComparer.Ordinal);

    /// <summary>By name, the numbers of the own fields whose signs occur. Never changed, but replaced.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> All => all;

    /// <param name="number">Of <see cref="Layout.Own"/>.</param>
    public void Add(string name, int number)
    {
        var known = all.GetValueOrDefault(name) ?? [];
        if (!known.Contains(number)) all = new Dictionary<string, IReadOnlyList<int>>(all, StringComparer.Ordinal) { [name] = [.. known, number] };
    }

    /// <summary>All of all.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>> Together(IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<int>>> some) =>
        some.SelectMany(t => t).GroupBy(t => t.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyList<int>)[.. g.SelectMany(t => t.Value).Distinct().Order()], StringComparer.Ordinal);
}
