using System.Globalization;

namespace Ward.Standards.Stix.Patterns;

/// <summary>Reads what stands in square brackets.</summary>
internal sealed class ComparisonParser(TokenReader tokens)
{
    private const int MostValues = 100_000;

    private static readonly Dictionary<string, PatternOperator> Operators = new(StringComparer.Ordinal)
    {
        ["="] = PatternOperator.Equal, ["=="] = PatternOperator.Equal, ["!="] = PatternOperator.NotEqual, ["<>"] = PatternOperator.NotEqual,
        ["<"] = PatternOperator.Less, ["<="] = PatternOperator.AtMost, [">"] = PatternOperator.More, [">="] = PatternOperator.AtLeast,
        ["IN"] = PatternOperator.In, ["LIKE"] = PatternOperator.Like, ["MATCHES"] = PatternOperator.Matches,
        ["ISSUBSET"] = PatternOperator.IsSubset, ["ISSUPERSET"] = PatternOperator.IsSuperset,
    };

    public ComparisonExpression Read() => Or(0);

    private ComparisonExpression Or(int depth)
    {
        var parts = new List<ComparisonExpression> { And(depth) };
        while (tokens.TryTake("OR")) parts.Add(And(depth));
        return parts.Count == 1 ? parts[0] : new ComparisonExpression.Or(parts);
    }

    private ComparisonExpression And(int depth)
    {
        var parts = new List<ComparisonExpression> { Single(depth) };
        while (tokens.TryTake("AND")) parts.Add(Single(depth));
        return parts.Count == 1 ? parts[0] : new ComparisonExpression.And(parts);
    }

    private ComparisonExpression Single(int depth)
    {
        if (depth > PatternParser.Deepest) throw tokens.Fault($"at most {PatternParser.Deepest} levels");
        if (tokens.TryTake("("))
        {
            var inner = Or(depth + 1);
            tokens.Take(")");
            return inner;
        }

        var absent = tokens.TryTake("NOT");
        if (tokens.TryTake("EXISTS")) return new ComparisonExpression.Exists(Path(), absent);
        if (absent) throw tokens.Fault("EXISTS");
        var path = Path();
        var negated = tokens.TryTake("NOT");
        return Test(path, negated, tokens.Any());
    }

    private ComparisonExpression.Test Test(ObjectPath path, bool negated, Token word)
    {
        var how = word.Kind is TokenKind.Sign or TokenKind.Word && Operators.TryGetValue(word.Text, out var known) ? known : throw Lexer.Fault(word.At, "a comparison operator", word.Text);
        switch (how)
        {
            case PatternOperator.Equal or PatternOperator.NotEqual: return new(path, negated, how, [Literal()]);
            case PatternOperator.In: return new(path, negated, how, Set());
            case PatternOperator.Less or PatternOperator.AtMost or PatternOperator.More or PatternOperator.AtLeast: return new(path, negated, how, [Orderable()]);
            default:
                var at = tokens.Current.At;
                var text = tokens.Text("a quoted text");
                var test = new ComparisonExpression.Test(path, negated, how, [new PatternLiteral.Text(text)]);
                return how is PatternOperator.Like or PatternOperator.Matches
                    ? test with { Expression = Expressions.TryMake(how, text, out var expression) ? expression : throw Lexer.Fault(at, "a regular expression without look-around and back-references", text) }
                    : test with { Network = Networks.TryRead(text, out var network) ? network : null };
        }
    }

    private PatternLiteral Orderable() =>
        tokens.Current is { Kind: TokenKind.Word } ? throw tokens.Fault("a text, number, time or binary") : Literal();

    private PatternLiteral Literal()
    {
        var token = tokens.Any();
        return token.Kind switch
        {
            TokenKind.Text => new PatternLiteral.Text(token.Text),
            TokenKind.Whole when long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new PatternLiteral.Whole(whole),
            TokenKind.Whole or TokenKind.Real => new PatternLiteral.Real(double.Parse(token.Text, CultureInfo.InvariantCulture)),
            TokenKind.Time when StixTime.TryRead(token.Text, out var time) => new PatternLiteral.Time(time),
            TokenKind.Time => throw Lexer.Fault(token.At, "a time such as t'2026-01-31T12:00:00Z'", token.Text),
            TokenKind.Hex => new PatternLiteral.Binary(Binaries.TryHex(token.Text, out var bytes) ? bytes : throw Lexer.Fault(token.At, "pairs of hexadecimal digits", token.Text)),
            TokenKind.Base64 => new PatternLiteral.Binary(Binaries.TryBase64(token.Text, out var bytes) ? bytes : throw Lexer.Fault(token.At, "base64 (RFC 4648)", token.Text)),
            TokenKind.Word when token.Text is "true" or "false" => new PatternLiteral.Flag(token.Text == "true"),
            _ => throw Lexer.Fault(token.At, "a text, number, time, binary, true or false", token.Text),
        };
    }

    private List<PatternLiteral> Set()
    {
        tokens.Take("(");
        var values = new List<PatternLiteral>();
        if (tokens.TryTake(")")) return values;
        do
        {
            var at = tokens.Current.At;
            values.Add(Literal());
            if (Kind(values[^1]) != Kind(values[0])) throw Lexer.Fault(at, "values of one type in a set", values[^1].ToString());
            if (values.Count > MostValues) throw tokens.Fault($"at most {MostValues} values");
        }
        while (tokens.TryTake(","));
        tokens.Take(")");
        return values;
    }

    /// <summary>Whole and real numbers are one type.</summary>
    private static Type Kind(PatternLiteral literal) => literal is PatternLiteral.Whole ? typeof(PatternLiteral.Real) : literal.GetType();

    private ObjectPath Path()
    {
        var type = tokens.Name("the type of an object, such as ipv4-addr", hyphens: true);
        tokens.Take(":");
        var steps = new List<PathStep> { Property() };
        while (true)
        {
            if (steps.Count > PatternParser.Deepest) throw tokens.Fault($"a path of at most {PatternParser.Deepest} steps");
            if (tokens.TryTake(".")) steps.Add(Property());
            else if (tokens.TryTake("[")) steps.Add(Place());
            else return new ObjectPath(type, steps);
        }
    }

    private PathStep.Property Property() => new(tokens.Current.Kind == TokenKind.Text
        ? tokens.Any().Text
        : tokens.Name("the name of a property; one with hyphens or dots stands in quotes", hyphens: false));

    private PathStep.Place Place()
    {
        long? index = null;
        if (!tokens.TryTake("*"))
        {
            var token = tokens.Number("a place in the list, or *");
            if (token.Kind != TokenKind.Whole || !long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)) throw Lexer.Fault(token.At, "a place in the list, or *", token.Text);
            index = place;
        }

        tokens.Take("]");
        return new PathStep.Place(index);
    }
}
