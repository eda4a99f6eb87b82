namespace Ward.Prescribe.Pictures;

/// <summary>Where labels stand, so that none covers a box or another label. Not thread-safe.</summary>
internal sealed class LabelPlaces(IEnumerable<(int X, int Y, int Wide, int High)> boxes)
{
    private readonly List<(int X, int Y, int Wide, int High)> taken = [.. boxes];

    /// <summary>The middle of the first place that is free: at one of the points, else a little below or above one; the first point where none is.</summary>
    public (int X, int Y) Near(IReadOnlyList<(int X, int Y)> points, int wide, int high)
    {
        foreach (var down in new[] { 0, 14, -14, 26, -26, 38, -38 })
            foreach (var (x, y) in points)
                if (IsFree(x, y + down, wide, high)) return Take(x, y + down, wide, high);
        return Take(points[0].X, points[0].Y, wide, high);
    }

    private bool IsFree(int x, int y, int wide, int high) =>
        !taken.Exists(t => x - (wide / 2) < t.X + t.Wide && x + (wide / 2) > t.X && y - (high / 2) < t.Y + t.High && y + (high / 2) > t.Y);

    private (int X, int Y) Take(int x, int y, int wide, int high)
    {
        taken.Add((x - (wide / 2), y - (high / 2), wide, high));
        return (x, y);
    }
}
