using System.Buffers.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

internal sealed class NumberTest(SigmaComparison comparison, double bound) : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        if (!Utf8Parser.TryParse(value, out double number, out var used) || used != value.Length) return false;
        return comparison switch
        {
            SigmaComparison.Less => number < bound,
            SigmaComparison.LessOrEqual => number <= bound,
            SigmaComparison.Greater => number > bound,
            SigmaComparison.GreaterOrEqual => number >= bound,
            _ => throw new InvalidOperationException($"No comparison of a field: {comparison}."),
        };
    }
}
