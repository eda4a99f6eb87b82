using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>Where the places and steps of forecast paths stand in a picture: columns by distance from the foothold, services at the right edge.</summary>
internal sealed class PathLayout
{
    public const int NodeWidth = 172;
    public const int NodeHeight = 56;
    private const int Across = 64;
    private const int Down = 18;
    private const int Margin = 10;

    public PathLayout(IReadOnlyList<PathView> paths)
    {
        var steps = paths.SelectMany(p => p.Steps.Select((s, i) => (s.From, To: i == p.Steps.Count - 1 ? Goal(p) : s.To, Step: s, p.Probability))).ToList();
        var column = Columns([.. steps.Select(s => (s.From, s.To)).Distinct()]);
        var last = column.Count == 0 ? 0 : column.Values.Max();
        foreach (var goal in paths.Select(Goal).Where(column.ContainsKey)) column[goal] = last;

        var rows = column.GroupBy(c => c.Value).ToDictionary(g => g.Key, g => g.Select(c => c.Key).ToList());
        var tallest = rows.Count == 0 ? 0 : rows.Values.Max(r => r.Count);
        Height = (2 * Margin) + (tallest * (NodeHeight + Down)) - Down;
        Width = (2 * Margin) + (last * (NodeWidth + Across)) + NodeWidth;
        var at = new Dictionary<string, PathNode>(StringComparer.Ordinal);
        foreach (var (x, names) in rows)
        {
            var top = (Height - (names.Count * (NodeHeight + Down)) + Down) / 2;
            for (var y = 0; y < names.Count; y++)
            {
                var isGoal = names[y].StartsWith('\0');
                at[names[y]] = new PathNode(names[y].TrimStart('\0'), Margin + (x * (NodeWidth + Across)), top + (y * (NodeHeight + Down)), isGoal, x == 0);
            }
        }

        Nodes = [.. at.Values];
        Edges = [.. steps.GroupBy(s => (s.From, s.To)).Select(g => new PathEdge(at[g.Key.From], at[g.Key.To], g.First().Step, g.Max(s => s.Probability)))];
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<PathNode> Nodes { get; }

    public IReadOnlyList<PathEdge> Edges { get; }

    private static string Goal(PathView path) => "\0" + path.ServiceName;

    /// <summary>A place stands right of every place that leads to it; a step that would close a circle counts for nothing.</summary>
    private static Dictionary<string, int> Columns(IReadOnlyList<(string From, string To)> steps)
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
}
