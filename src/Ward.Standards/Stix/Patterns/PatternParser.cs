using System.Globalization;

namespace Ward.Standards.Stix.Patterns;

/// <summary>
/// Reads STIX patterns, the whole language of STIX 2.1, section 9. Pure and thread-safe; no text makes it throw.
/// Bounds: <see cref="LongestText"/> characters, <see cref="Deepest"/> levels, <see cref="MostObserved"/> observation expressions.
/// Regular expressions that could backtrack without bound (look-around, back-references) are refused.
/// </summary>
public sealed class PatternParser
{
    /// <summary>Longest pattern, in characters.</summary>
    public const int LongestText = 65_536;

    /// <summary>Deepest nesting of parentheses and qualifiers.</summary>
    public const int Deepest = 64;

    /// <summary>Most expressions in square brackets.</summary>
    public const int MostObserved = 64;

    /// <summary>Most repetitions that are counted.</summary>
    public const int MostRepeats = 10_000;

    private readonly TokenReader tokens;
    private readonly List<ComparisonExpression> observed = [];

    private PatternParser(string text) => tokens = new TokenReader(text);

    public static PatternReading Read(string text)
    {
        try
        {
            if (text.Length > LongestText) throw Lexer.Fault(LongestText, $"a pattern of at most {LongestText} characters", text[..16]);
            var parser = new PatternParser(text);
            var root = parser.FollowedBy(0);
            parser.tokens.End();
            return new PatternReading.Read(new StixPattern(text, root, parser.observed));
        }
        catch (PatternFault fault)
        {
            return new PatternReading.Refused(fault.Error);
        }
    }

    private ObservationExpression FollowedBy(int depth)
    {
        var left = Or(depth);
        while (tokens.TryTake("FOLLOWEDBY")) left = new ObservationExpression.FollowedBy(left, Or(depth));
        return left;
    }

    private ObservationExpression Or(int depth)
    {
        var left = And(depth);
        while (tokens.TryTake("OR")) left = new ObservationExpression.Or(left, And(depth));
        return left;
    }

    private ObservationExpression And(int depth)
    {
        var left = Qualified(depth);
        while (tokens.TryTake("AND")) left = new ObservationExpression.And(left, Qualified(depth));
        return left;
    }

    private ObservationExpression Qualified(int depth)
    {
        if (depth > Deepest) throw tokens.Fault($"at most {Deepest} levels");
        var inner = Single(depth);
        for (var count = 0; ; count++)
        {
            if (count > Deepest) throw tokens.Fault($"at most {Deepest} qualifiers");
            if (tokens.TryTake("WITHIN")) inner = new ObservationExpression.Within(inner, Seconds());
            else if (tokens.TryTake("REPEATS")) inner = new ObservationExpression.Repeats(inner, Times());
            else if (tokens.TryTake("START")) inner = StartStop(inner);
            else return inner;
        }
    }

    private ObservationExpression Single(int depth)
    {
        if (tokens.TryTake("("))
        {
            var inner = FollowedBy(depth + 1);
            tokens.Take(")");
            return inner;
        }

        tokens.Take("[", "'[' or '('");
        if (observed.Count == MostObserved) throw tokens.Fault($"at most {MostObserved} observation expressions");
        // Its place is taken before what is in it is read, so that numbers follow the text.
        var number = observed.Count;
        observed.Add(new ComparisonParser(tokens).Read());
        tokens.Take("]");
        return new ObservationExpression.Observed(number);
    }

    private double Seconds()
    {
        var token = tokens.Number("a number of seconds, more than 0");
        var seconds = double.Parse(token.Text, CultureInfo.InvariantCulture);
        if (seconds <= 0 || !double.IsFinite(seconds) || token.Text[0] == '-') throw Lexer.Fault(token.At, "a number of seconds, more than 0", token.Text);
        tokens.Take("SECONDS");
        return seconds;
    }

    private int Times()
    {
        const string expected = "how often, 1 to 10000";
        var token = tokens.Number(expected);
        if (token.Kind != TokenKind.Whole || !int.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var times) || times is < 1 or > MostRepeats)
            throw Lexer.Fault(token.At, expected, token.Text);
        tokens.Take("TIMES");
        return times;
    }

    private ObservationExpression.StartStop StartStop(ObservationExpression inner)
    {
        var start = tokens.Time();
        tokens.Take("STOP");
        return new ObservationExpression.StartStop(inner, start, tokens.Time());
    }
}
