using System.Text;
using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Stix.Matching;

/// <summary>One value against one test (STIX 2.1, 9.6). Values of types that do not compare are unequal, and in no order.</summary>
internal static class ValueComparison
{
    /// <summary>Null where the comparison is not defined.</summary>
    public static bool? Holds(ComparisonExpression.Test test, StixValue value)
    {
        var plain = test.Operator switch
        {
            PatternOperator.Equal => Ordered(value, test.Values[0], static order => order == 0),
            PatternOperator.NotEqual => Not(Ordered(value, test.Values[0], static order => order == 0)),
            PatternOperator.Less => Ordered(value, test.Values[0], static order => order < 0),
            PatternOperator.AtMost => Ordered(value, test.Values[0], static order => order <= 0),
            PatternOperator.More => Ordered(value, test.Values[0], static order => order > 0),
            PatternOperator.AtLeast => Ordered(value, test.Values[0], static order => order >= 0),
            PatternOperator.In => In(value, test.Values),
            PatternOperator.Like or PatternOperator.Matches => TextOf(value) is { } text && test.Expression!.IsMatch(text.Normalize()),
            PatternOperator.IsSubset => test.Network is { } outer && value is StixValue.Text own && Networks.TryRead(own.Value, out var inner) && Networks.Holds(outer, inner),
            PatternOperator.IsSuperset => test.Network is { } inner && value is StixValue.Text own && Networks.TryRead(own.Value, out var outer) && Networks.Holds(outer, inner),
            _ => throw new InvalidOperationException($"Unknown operator {test.Operator}."),
        };
        return test.Negated ? Not(plain) : plain;
    }

    private static bool? Not(bool? plain) => plain is { } known ? !known : null;

    private static bool? In(StixValue value, IReadOnlyList<PatternLiteral> values)
    {
        foreach (var literal in values)
            if (Ordered(value, literal, static order => order == 0) is not false and var found) return found;
        return false;
    }

    private static bool? Ordered(StixValue value, PatternLiteral literal, Func<int, bool> fits)
    {
        if (literal is PatternLiteral.Time time && value is StixValue.Text moment)
            return StixTime.TryRead(moment.Value, out var read) ? fits(read.CompareTo(time.Value)) : null;
        return Order(value, literal) is { } order && fits(order);
    }

    private static int? Order(StixValue value, PatternLiteral literal) => (value, literal) switch
    {
        (StixValue.Text v, PatternLiteral.Text l) => CodePoints(v.Value, l.Value),
        (StixValue.Number v, PatternLiteral.Whole l) => v.Value.CompareTo(l.Value),
        (StixValue.Number v, PatternLiteral.Real l) => v.Value.CompareTo(l.Value),
        (StixValue.Flag v, PatternLiteral.Flag l) => v.Value.CompareTo(l.Value),
        (StixValue.Binary v, PatternLiteral.Binary l) => v.Value.Span.SequenceCompareTo(l.Value.Span),
        (StixValue.Binary v, PatternLiteral.Text l) => Latin(l.Value) is { } bytes ? v.Value.Span.SequenceCompareTo(bytes) : null,
        (StixValue.Text v, PatternLiteral.Binary l) => Latin(v.Value) is { } bytes ? ((ReadOnlySpan<byte>)bytes).SequenceCompareTo(l.Value.Span) : null,
        _ => null,
    };

    private static string? TextOf(StixValue value) => value switch
    {
        StixValue.Text text => text.Value,
        StixValue.Binary binary => Encoding.Latin1.GetString(binary.Value.Span),
        _ => null,
    };

    /// <summary>A text beside bytes stands for one byte a character; null where a character is more.</summary>
    private static byte[]? Latin(string text) => text.All(c => c <= 0xFF) ? Encoding.Latin1.GetBytes(text) : null;

    /// <summary>By code points, which UTF-8 keeps in order and UTF-16 does not.</summary>
    private static int CodePoints(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
