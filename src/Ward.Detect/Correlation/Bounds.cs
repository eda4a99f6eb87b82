using System.Globalization;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>The bounds of a condition; all of them hold, or none where there are none. Immutable.</summary>
internal sealed class Bounds(IReadOnlyList<SigmaThreshold> all)
{
    /// <summary>True where more never undoes what was met: it may be said at once.</summary>
    internal bool OnlyFromBelow { get; } = all.All(b => b.Comparison is SigmaComparison.Greater or SigmaComparison.GreaterOrEqual);

    internal bool OnlyFromAbove { get; } = all.All(b => b.Comparison is SigmaComparison.Less or SigmaComparison.LessOrEqual);

    /// <summary>Whole numbers from here on all decide alike.</summary>
    internal int Saturation { get; } = (int)Math.Min(int.MaxValue / 2, all.Max(b => Math.Ceiling(Math.Abs(b.Value))) + 1);

    internal bool Hold(double value)
    {
        foreach (var (comparison, bound) in all)
        {
            var holds = comparison switch
            {
                SigmaComparison.Greater => value > bound,
                SigmaComparison.GreaterOrEqual => value >= bound,
                SigmaComparison.Less => value < bound,
                SigmaComparison.LessOrEqual => value <= bound,
                SigmaComparison.Equal => value == bound,
                SigmaComparison.NotEqual => value != bound,
                _ => throw new InvalidOperationException($"Unknown comparison {comparison}."),
            };
            if (!holds) return false;
        }

        return true;
    }

    /// <summary>What is normal, where something countable is bounded: 'fewer than 6', 'at least 3', 'any number but 4'.</summary>
    internal string Normal => all switch
    {
        [{ Comparison: SigmaComparison.GreaterOrEqual, Value: var v }] => $"fewer than {Text(v)}",
        [{ Comparison: SigmaComparison.Greater, Value: var v }] => v == Math.Floor(v) ? $"fewer than {Text(v + 1)}" : $"at most {Text(v)}",
        [{ Comparison: SigmaComparison.LessOrEqual, Value: var v }] => $"more than {Text(v)}",
        [{ Comparison: SigmaComparison.Less, Value: var v }] => $"at least {Text(v)}",
        [{ Comparison: SigmaComparison.Equal, Value: var v }] => $"any number other than {Text(v)}",
        [{ Comparison: SigmaComparison.NotEqual, Value: var v }] => $"exactly {Text(v)}",
        _ => $"any number but {string.Join(" and ", all.Select(Stated))}",
    };

    /// <summary>What is normal of a measure: 'at most 500', 'below 20'.</summary>
    internal string NormalOfMeasure => all switch
    {
        [{ Comparison: SigmaComparison.GreaterOrEqual, Value: var v }] => $"below {Text(v)}",
        [{ Comparison: SigmaComparison.Greater, Value: var v }] => $"at most {Text(v)}",
        _ => Normal,
    };

    internal static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Stated(SigmaThreshold bound) => bound.Comparison switch
    {
        SigmaComparison.Greater => "more than ",
        SigmaComparison.GreaterOrEqual => "at least ",
        SigmaComparison.Less => "fewer than ",
        SigmaComparison.LessOrEqual => "at most ",
        SigmaComparison.Equal => "exactly ",
        _ => "not ",
    } + Text(bound.Value);
}
