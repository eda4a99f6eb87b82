using System.Text;

namespace Ward.Standards.Stix.Patterns;

/// <summary>Cuts a pattern into tokens; blanks and comments fall away.</summary>
internal sealed class Lexer(string text)
{
    private const int LongestShown = 24;
    private int at;

    public List<Token> All()
    {
        var tokens = new List<Token>();
        do tokens.Add(Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    public static PatternFault Fault(int at, string expected, string found) =>
        new(new PatternError(at, expected, found.Length == 0 ? "the end" : found.Length > LongestShown ? $"'{found[..LongestShown]}…'" : $"'{found}'"));

    private Token Next()
    {
        SkipBlanks();
        if (at == text.Length) return new Token(TokenKind.End, at, "");
        var c = text[at];
        if (c is 't' or 'h' or 'b' && at + 1 < text.Length && text[at + 1] == '\'') return Prefixed(c);
        if (c == '\'') return new Token(TokenKind.Text, at, Quoted());
        if (char.IsAsciiLetter(c) || c == '_') return Word();
        if (char.IsAsciiDigit(c) || (c is '+' or '-' or '.' && IsNumber())) return Number();
        foreach (var sign in (ReadOnlySpan<string>)["<=", ">=", "!=", "<>", "=="])
            if (string.CompareOrdinal(text, at, sign, 0, 2) == 0) return Sign(2);
        return "[]():.,*=<>".Contains(c, StringComparison.Ordinal) ? Sign(1) : throw Fault(at, "a part of a pattern", c.ToString());
    }

    private Token Sign(int length) => new(TokenKind.Sign, (at += length) - length, text.Substring(at - length, length));

    private Token Prefixed(char kind)
    {
        var start = at++;
        var content = Quoted();
        return new Token(kind switch { 't' => TokenKind.Time, 'h' => TokenKind.Hex, _ => TokenKind.Base64 }, start, content);
    }

    private Token Word()
    {
        var start = at;
        // Hyphens are told apart by the parser: only the name of an object type has them.
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-')) at++;
        return new Token(TokenKind.Word, start, text[start..at]);
    }

    private bool IsNumber()
    {
        var next = text[at] == '.' ? at + 1 : at + 1 < text.Length && text[at + 1] == '.' ? at + 2 : at + 1;
        return next < text.Length && char.IsAsciiDigit(text[next]);
    }

    private Token Number()
    {
        var start = at;
        if (text[at] is '+' or '-') at++;
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var whole = at - digits;
        var real = at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]);
        if (real)
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }
        else if (whole > 1 && text[digits] == '0')
        {
            throw Fault(start, "a number without leading zeros", text[start..at]);
        }

        return new Token(real ? TokenKind.Real : TokenKind.Whole, start, text[start..at]);
    }

    private string Quoted()
    {
        var start = at++;
        var content = new StringBuilder();
        while (at < text.Length && text[at] != '\'')
        {
            if (text[at] == '\\')
            {
                if (++at == text.Length || text[at] is not ('\'' or '\\')) throw Fault(at - 1, "\\' or \\\\ in a quoted text", text.Substring(at - 1, Math.Min(2, text.Length - at + 1)));
            }

            content.Append(text[at++]);
        }

        if (at == text.Length) throw Fault(start, "a quoted text that ends", text[start..]);
        at++;
        return content.ToString();
    }

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else if (string.CompareOrdinal(text, at, "//", 0, 2) == 0) at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var close and >= 0 ? close + 2 : throw Fault(at, "a comment that ends", "/*");
            else return;
        }
    }
}
