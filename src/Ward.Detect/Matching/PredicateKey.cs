using System.Globalization;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>A text that two tests share exactly where they ask the same.</summary>
internal static class PredicateKey
{
    internal static string Of(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, var cased) => $"text {cased} {string.Concat(pattern.Parts.Select(p => $"{(int)p.Kind}{p.Text.Length} {p.Text}"))}",
        SigmaTest.Expression(var regex) => $"re {(int)regex.Options} {regex}",
        SigmaTest.Cidr(var network) => $"cidr {network}",
        SigmaTest.Number(var comparison, var value) => string.Create(CultureInfo.InvariantCulture, $"number {comparison} {value:R}"),
        SigmaTest.Time(var part, var comparison, var value) => string.Create(CultureInfo.InvariantCulture, $"time {part} {comparison} {value}"),
        SigmaTest.SameAs same => $"same {same.Cased} {same.Before} {same.After} {same.Field}",
        SigmaTest.Exists(var present) => $"exists {present}",
        _ => throw new InvalidOperationException($"No test of a value: {test.GetType()}."),
    };
}
