namespace Ward.Server.Console.Parts;

/// <param name="IsGoal">A service.</param>
/// <param name="IsStart">Where the attacker is believed to be.</param>
internal sealed record PathNode(string Name, int X, int Y, bool IsGoal, bool IsStart)
{
    public double Middle => Y + (PathLayout.NodeHeight / 2.0);

    /// <summary>The name in at most three lines of about 19 characters.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var lines = new List<string> { "" };
            foreach (var word in Name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (lines[^1].Length > 0 && lines[^1].Length + word.Length > 19) lines.Add("");
                lines[^1] = $"{lines[^1]} {word}".Trim();
            }

            return [.. lines.Take(3).Select((l, i) => (i == 2 && lines.Count > 3) || l.Length > 21 ? l[..Math.Min(l.Length, 19)] + "…" : l)];
        }
    }
}
