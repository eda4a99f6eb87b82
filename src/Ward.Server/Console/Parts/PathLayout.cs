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
        var column = new Dictionary<string, int>(StringComparer.Ordinal);
        var goals = paths.Select(p => p.ServiceName).Distinct().ToList();
        foreach (var path in paths)
            for (var i = 0; i < path.Steps.Count; i++)
            {
                Raise(path.Steps[i].From, i);
                if (i < path.Steps.Count - 1) Raise(path.Steps[i].To, i + 1);
            }

        var last = paths.Count == 0 ? 0 : paths.Max(p => p.Steps.Count);
        last = Math.Max(last, column.Count == 0 ? 0 : column.Values.Max() + 1);
        foreach (var goal in goals) column["\0" + goal] = last;

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
        Edges =
        [
            .. paths.SelectMany(p => p.Steps.Select((s, i) => (From: s.From, To: i == p.Steps.Count - 1 ? "\0" + p.ServiceName : s.To, Step: s, p.Probability)))
                .GroupBy(e => (e.From, e.To))
                .Select(g => new PathEdge(at[g.Key.From], at[g.Key.To], g.First().Step, g.Max(e => e.Probability))),
        ];

        // A place that several paths reach stands as far right as the longest of them.
        void Raise(string name, int to) => column[name] = column.TryGetValue(name, out var now) ? Math.Max(now, to) : to;
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<PathNode> Nodes { get; }

    public IReadOnlyList<PathEdge> Edges { get; }
}
