using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>
/// Where the places and steps of forecast paths stand in a picture: columns by distance from the foothold, services at the
/// right edge. A step that skips columns keeps a free row in each, so that it passes behind no other place (Sugiyama's layers).
/// </summary>
internal sealed class PathLayout
{
    public const int NodeWidth = 150;
    public const int NodeHeight = 54;
    private const int Across = 50;
    private const int Row = NodeHeight + 16;
    private const int Margin = 10;

    public PathLayout(IReadOnlyList<PathView> paths)
    {
        var steps = paths.SelectMany(p => p.Steps.Select((s, i) => (s.From, To: i == p.Steps.Count - 1 ? Goal(p) : s.To, Step: s, p.Probability))).ToList();
        var ways = steps.Select(s => (s.From, s.To)).Distinct().ToList();
        var column = Columns(ways);
        var last = column.Count == 0 ? 0 : column.Values.Max();
        foreach (var goal in paths.Select(Goal).Where(column.ContainsKey)) column[goal] = last;

        var chains = ways.ToDictionary(w => w, w => Chain(w, column));
        var columns = chains.Values.SelectMany(c => c).Distinct().GroupBy(n => column[n]).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
        var row = Rows(columns, [.. chains.Values.SelectMany(c => c.Zip(c.Skip(1)))]);
        Height = (2 * Margin) + ((columns.Count == 0 ? 0 : columns.Max(c => c.Count)) * Row);
        Width = (2 * Margin) + (last * (NodeWidth + Across)) + NodeWidth;

        var at = column.Keys.ToDictionary(n => n, n => new PathNode(
            n.TrimStart('\0'), Margin + (column[n] * (NodeWidth + Across)), (int)((Height / 2.0) + (row[n] * Row) - (NodeHeight / 2.0)), n.StartsWith('\0'), column[n] == 0));
        Nodes = [.. at.Where(n => !n.Key.StartsWith(Passing)).Select(n => n.Value)];
        Edges =
        [
            .. steps.GroupBy(s => (s.From, s.To)).Select(g => new PathEdge(
                at[g.Key.From], at[g.Key.To], [.. chains[g.Key].Skip(1).SkipLast(1).Select(n => at[n])], g.First().Step, g.Max(s => s.Probability))),
        ];
    }

    private const char Passing = '\u0001';

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<PathNode> Nodes { get; }

    public IReadOnlyList<PathEdge> Edges { get; }

    private static string Goal(PathView path) => "\0" + path.ServiceName;

    /// <summary>A place stands right of every place that leads to it; a step that would close a circle counts for nothing.</summary>
    private static Dictionary<string, int> Columns(List<(string From, string To)> steps)
    {
        var column = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<(string From, string To)>();
        foreach (var step in steps)
        {
            column.TryAdd(step.From, 0);
            column.TryAdd(step.To, 0);
            if (!Leads(kept, step.To, step.From)) kept.Add(step);
        }

        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var (from, to) in kept.Where(s => column[s.To] <= column[s.From]))
            {
                column[to] = column[from] + 1;
                moved = true;
            }
        }

        return column;
    }

    private static bool Leads(List<(string From, string To)> steps, string from, string to) =>
        from == to || steps.Where(s => s.From == from).Any(s => Leads(steps, s.To, to));

    /// <summary>The two places and a passing point in each column between them.</summary>
    private static List<string> Chain((string From, string To) way, Dictionary<string, int> column)
    {
        var chain = new List<string> { way.From };
        for (var c = column[way.From] + 1; c < column[way.To]; c++)
        {
            var passing = $"{Passing}{way.From}{Passing}{way.To}{Passing}{c}";
            column[passing] = c;
            chain.Add(passing);
        }

        chain.Add(way.To);
        return chain;
    }

    /// <summary>Rows around the middle line, 0 in the middle; each column in the order of the mean row of what leads to it.</summary>
    private static Dictionary<string, double> Rows(List<List<string>> columns, List<(string From, string To)> links)
    {
        var row = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var names in columns)
        {
            var sorted = names.OrderBy(n => links.Where(l => l.To == n && row.ContainsKey(l.From)).Select(l => row[l.From]).DefaultIfEmpty().Average()).ToList();
            for (var i = 0; i < sorted.Count; i++) row[sorted[i]] = i - ((sorted.Count - 1) / 2.0);
        }

        return row;
    }
}
