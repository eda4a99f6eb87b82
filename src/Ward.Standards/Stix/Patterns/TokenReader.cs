namespace Ward.Standards.Stix.Patterns;

/// <summary>Goes along the tokens of one pattern.</summary>
internal sealed class TokenReader(string text)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "AND", "OR", "NOT", "FOLLOWEDBY", "LIKE", "MATCHES", "ISSUPERSET", "ISSUBSET", "EXISTS", "LAST", "IN", "START", "STOP", "SECONDS", "true", "false", "WITHIN", "REPEATS", "TIMES",
    };

    private readonly List<Token> tokens = new Lexer(text).All();
    private int next;

    public Token Current => tokens[next];

    public PatternFault Fault(string expected) => Lexer.Fault(Current.At, expected, Current.Kind == TokenKind.Text ? $"'{Current.Text}" : Current.Text);

    public void End()
    {
        if (Current.Kind != TokenKind.End) throw Fault("AND, OR, FOLLOWEDBY, a qualifier or the end");
    }

    /// <summary>Takes a keyword or a sign; keywords are upper case alone.</summary>
    public bool TryTake(string word)
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.Sign) || Current.Text != word) return false;
        next++;
        return true;
    }

    public void Take(string word, string? expected = null)
    {
        if (!TryTake(word)) throw Fault(expected ?? $"'{word}'");
    }

    public Token Any()
    {
        var token = Current;
        if (token.Kind != TokenKind.End) next++;
        return token;
    }

    public Token Number(string expected) => Current.Kind is TokenKind.Whole or TokenKind.Real ? Any() : throw Fault(expected);

    public string Text(string expected) => Current.Kind == TokenKind.Text ? Any().Text : throw Fault(expected);

    /// <param name="hyphens">Whether it may have hyphens, as names of object types do.</param>
    public string Name(string expected, bool hyphens) =>
        Current.Kind == TokenKind.Word && !Reserved.Contains(Current.Text) && (hyphens || !Current.Text.Contains('-', StringComparison.Ordinal)) ? Any().Text : throw Fault(expected);

    public StixTime Time()
    {
        const string expected = "a time such as t'2026-01-31T12:00:00Z'";
        if (Current.Kind != TokenKind.Time || !StixTime.TryRead(Current.Text, out var time)) throw Fault(expected);
        next++;
        return time;
    }
}
