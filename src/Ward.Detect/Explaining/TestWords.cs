using System.Globalization;
using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>What a test asks of a value, in words that follow the field's name: <c>contains "x"</c>, <c>is less than 6</c>.</summary>
internal static class TestWords
{
    internal static string Of(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, var cased) => Of(pattern) + (cased ? " (case counts)" : ""),
        SigmaTest.Expression(var regex) => $"fits the expression /{regex}/",
        SigmaTest.Cidr(var network) => $"is an address in {network}",
        SigmaTest.Number(var comparison, var value) => $"is a number {Of(comparison)} {value.ToString(CultureInfo.InvariantCulture)}",
        SigmaTest.Time(var part, var comparison, var value) => $"is a date whose {part.ToString().ToLowerInvariant()} is {Of(comparison)} {value.ToString(CultureInfo.InvariantCulture)}",
        SigmaTest.Exists(var present) => present ? "is there" : "is not there",
        SigmaTest.Null => "is not there",
        SigmaTest.SameAs same => $"{Verb(same.Before, same.After)} the value of {same.Field}{(same.Cased ? " (case counts)" : "")}",
        SigmaTest.OneOf(var some) => string.Join(" or ", some.Select(Of)),
        _ => throw new InvalidOperationException($"No test to put in words: {test.GetType()}."),
    };

    /// <summary>A keyword as it was written.</summary>
    internal static string Keyword(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, _) => $"\"{pattern.ToString().Trim('*')}\"",
        SigmaTest.Expression(var regex) => $"/{regex}/",
        SigmaTest.OneOf(var some) => string.Join(" or ", some.Select(Keyword)),
        _ => Of(test),
    };

    private static string Of(SigmaPattern pattern)
    {
        var parts = pattern.Parts;
        if (parts.Count == 0) return "is empty";
        if (parts is [{ Kind: SigmaPattern.Kind.Star }]) return "is anything";
        var before = parts[0].Kind == SigmaPattern.Kind.Star;
        var after = parts[^1].Kind == SigmaPattern.Kind.Star;
        var inner = new SigmaPattern([.. parts.Skip(before ? 1 : 0).SkipLast(after ? 1 : 0)]);
        if (inner.Parts.Any(p => p.Kind is SigmaPattern.Kind.Star or SigmaPattern.Kind.One)) return $"is like \"{pattern}\"";
        var text = string.Concat(inner.Parts.Select(p => p.Kind == SigmaPattern.Kind.Dash ? "-" : p.Text));
        return $"{Verb(before, after)} \"{text}\"{(inner.Parts.Any(p => p.Kind == SigmaPattern.Kind.Dash) ? " (any dash)" : "")}";
    }

    private static string Verb(bool before, bool after) => (before, after) switch
    {
        (true, true) => "contains",
        (true, false) => "ends with",
        (false, true) => "begins with",
        _ => "is",
    };

    private static string Of(SigmaComparison comparison) => comparison switch
    {
        SigmaComparison.Less => "below",
        SigmaComparison.LessOrEqual => "at most",
        SigmaComparison.Greater => "above",
        SigmaComparison.GreaterOrEqual => "at least",
        SigmaComparison.Equal => "exactly",
        SigmaComparison.NotEqual => "other than",
        _ => throw new InvalidOperationException($"Unknown comparison {comparison}."),
    };
}
