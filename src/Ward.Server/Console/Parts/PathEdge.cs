using System.Globalization;
using System.Text;
using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <param name="Via">The free rows by which it passes other columns, in order.</param>
/// <param name="Probability">Of the most probable path that takes it, 0..1.</param>
internal sealed record PathEdge(PathNode From, PathNode To, IReadOnlyList<PathNode> Via, StepView Step, double Probability)
{
    /// <summary>SVG path data from the right edge of the one place to the left edge of the other.</summary>
    public string Curve
    {
        get
        {
            var path = new StringBuilder();
            var (x, y) = (From.X + PathLayout.NodeWidth, From.Middle);
            path.Append(CultureInfo.InvariantCulture, $"M{x} {y:0.#}");
            foreach (var point in Via)
            {
                Bend(path, x, y, point.X, point.Middle);
                (x, y) = (point.X + PathLayout.NodeWidth, point.Middle);
                path.Append(CultureInfo.InvariantCulture, $" H{x}");
            }

            Bend(path, x, y, To.X - 2, To.Middle);
            return path.ToString();
        }
    }

    /// <summary>Where its label or its cut mark stands.</summary>
    public (double X, double Y) Mark => Via.Count > 0
        ? (Via[0].X + (PathLayout.NodeWidth / 2.0), Via[0].Middle)
        : ((From.X + PathLayout.NodeWidth + To.X) / 2.0, (From.Middle + To.Middle) / 2);

    private static void Bend(StringBuilder path, double x, double y, double toX, double toY)
    {
        var half = (toX - x) / 2;
        path.Append(CultureInfo.InvariantCulture, $" C{x + half:0.#} {y:0.#} {toX - half:0.#} {toY:0.#} {toX:0.#} {toY:0.#}");
    }
}
