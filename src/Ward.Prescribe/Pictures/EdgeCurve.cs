using System.Globalization;

namespace Ward.Prescribe.Pictures;

/// <summary>How a step runs from one box to another: straight on to the next column, beneath the boxes over several, round the right side within one.</summary>
/// <param name="Data">Path data of SVG.</param>
/// <param name="Points">Places on it at which its label could stand, the best first.</param>
internal sealed record EdgeCurve(string Data, IReadOnlyList<(int X, int Y)> Points)
{
    private static readonly int[] AlongLane = [5, 3, 7, 1, 9];
    private static readonly double[] AlongCurve = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72];

    /// <param name="nth">Number of the step, so that two do not run on top of each other.</param>
    public static EdgeCurve Between((int X, int Y, int Column) from, (int X, int Y, int Column) to, int wide, int high, int nth)
    {
        var (x1, y1, y2) = (from.X + wide, from.Y + (high / 2) + (nth % 3 * 5) - 5, to.Y + (high / 2) + (nth % 3 * 8) - 8);
        if (to.Column <= from.Column)
        {
            var (x, out1) = (to.X + wide, Math.Max(x1, to.X + wide) + 60 + (nth % 3 * 26));
            return Of([(x1, y1), (out1, y1), (out1, y2), (x, y2)]);
        }

        if (to.Column == from.Column + 1) return Of([(x1, y1), ((x1 + to.X) / 2, y1), ((x1 + to.X) / 2, y2), (to.X, y2)]);
        var (lane, gap) = (from.Y + high + 18 + (nth % 3 * 10), 80);
        var (first, last) = (x1 + gap, to.X - gap);
        var data = Text($"M{x1} {y1}C{x1 + (gap / 2)} {y1} {x1 + (gap / 2)} {lane} {first} {lane}L{last} {lane}C{to.X - (gap / 2)} {lane} {to.X - (gap / 2)} {y2} {to.X} {y2}");
        return new(data, [.. AlongLane.Select(t => (first + ((last - first) * t / 10), lane))]);
    }

    private static EdgeCurve Of((int X, int Y)[] p) => new(
        Text($"M{p[0].X} {p[0].Y}C{p[1].X} {p[1].Y} {p[2].X} {p[2].Y} {p[3].X} {p[3].Y}"), [.. AlongCurve.Select(t => (At(t, p[0].X, p[1].X, p[2].X, p[3].X), At(t, p[0].Y, p[1].Y, p[2].Y, p[3].Y)))]);

    private static int At(double t, int a, int b, int c, int d) =>
        (int)Math.Round(((1 - t) * (1 - t) * (1 - t) * a) + (3 * (1 - t) * (1 - t) * t * b) + (3 * (1 - t) * t * t * c) + (t * t * t * d));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
