using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Detect.Matching;

/// <summary>
/// Texts of ASCII of which every match of a regular expression has at least one, whatever the case: where none is in a value, the
/// expression need not be searched. Careful rather than clever: what it does not know it takes for anything.
/// </summary>
internal sealed class RequiredLiterals
{
    private const int MaxDepth = 32;

    /// <summary>Characters that most values have, so that waiting for one alone or a pair of them saves nothing.</summary>
    private const string Common = " .-/\\:\"_=";

    private const int Most = 64;
    private readonly string text;
    private readonly bool ignoreCase;
    private int at;

    private RequiredLiterals(string text, bool ignoreCase) => (this.text, this.ignoreCase) = (text, ignoreCase);

    /// <summary>Null where nothing is required, or nothing of use.</summary>
    internal static IReadOnlyList<string>? Of(Regex regex)
    {
        var text = regex.ToString();
        // Comments, conditions and free spacing are rare: nothing is required of those.
        if (regex.Options.HasFlag(RegexOptions.IgnorePatternWhitespace) || regex.Options.HasFlag(RegexOptions.RightToLeft)
            || text.Contains("(?#", StringComparison.Ordinal) || text.Contains("(?(", StringComparison.Ordinal)) return null;
        var reader = new RequiredLiterals(text, regex.Options.HasFlag(RegexOptions.IgnoreCase) || text.Contains("(?", StringComparison.Ordinal));
        try
        {
            return reader.Alternatives(0) is { } found && reader.at == text.Length && found.Count <= Most && found.All(IsRare) ? found : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static FormatException Unknown => new();

    private static bool IsRare(string text) => text.Length >= 3 || text.Any(c => !char.IsAsciiLetterOrDigit(c) && !Common.Contains(c, StringComparison.Ordinal));

    private List<string>? Alternatives(int depth)
    {
        if (depth > MaxDepth) throw Unknown;
        var all = Sequence(depth);
        while (at < text.Length && text[at] == '|')
        {
            at++;
            var other = Sequence(depth);
            all = all is null || other is null ? null : [.. all, .. other];
        }

        return all;
    }

    private List<string>? Sequence(int depth)
    {
        List<string>? best = null;
        var run = new StringBuilder();
        while (at < text.Length && text[at] is not ('|' or ')'))
        {
            List<string>? group = null;
            char? literal = null;
            switch (text[at])
            {
                case '(':
                    group = Group(depth);
                    break;
                case '[':
                    literal = Class();
                    break;
                case '\\':
                    literal = Escape();
                    break;
                case '.' or '^' or '$':
                    at++;
                    break;
                case '*' or '+' or '?' or '{':
                    // A brace that is no quantifier is itself; what stands before a quantifier was read with it.
                    literal = text[at++] == '{' ? '{' : throw Unknown;
                    break;
                default:
                    literal = text[at++];
                    break;
            }

            var (least, single) = Quantifier();
            if (literal is { } c && IsPlain(c) && least > 0) run.Append(c);
            if (literal is { } plain && IsPlain(plain) && single) continue;
            best = Better(best, Flush(run));
            if (group is not null && least > 0) best = Better(best, group);
        }

        return Better(best, Flush(run));
    }

    // Letters that other letters than their own case may stand for are no plain ones where case is ignored.
    private bool IsPlain(char c) => char.IsAscii(c) && c >= ' ' && !(ignoreCase && c is 'k' or 'K' or 'i' or 'I' or 's' or 'S');

    private static List<string>? Flush(StringBuilder run)
    {
        if (run.Length == 0) return null;
        var text = run.ToString();
        run.Clear();
        return [text];
    }

    private static List<string>? Better(List<string>? a, List<string>? b) => a is null ? b : b is null ? a : Worth(b) > Worth(a) ? b : a;

    private static double Worth(List<string> texts) => texts.Min(t => t.Length) - Math.Log2(texts.Count);

    /// <summary>How often at least, and whether exactly once.</summary>
    private (int Least, bool Single) Quantifier()
    {
        if (at == text.Length) return (1, true);
        var least = 1;
        switch (text[at])
        {
            case '*' or '?':
                at++;
                least = 0;
                break;
            case '+':
                at++;
                break;
            case '{' when Regex.Match(text[at..], @"^\{(\d{1,4})(,\d{0,4})?\}", RegexOptions.NonBacktracking) is { Success: true } counted:
                at += counted.Length;
                least = int.Parse(counted.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                break;
            default:
                return (1, true);
        }

        if (at < text.Length && text[at] is '?' or '+') at++;
        return (least, false);
    }

    private List<string>? Group(int depth)
    {
        at++;
        var counts = true;
        if (at < text.Length && text[at] == '?')
        {
            var kind = Regex.Match(text[at..], @"^\?(:|>|=|!|<=|<!|<\w+>|'\w+'|[imns-]+:|[imns-]+\))", RegexOptions.NonBacktracking);
            if (!kind.Success) throw Unknown;
            at += kind.Length;
            if (kind.Value[^1] == ')') return null;
            counts = kind.Value is not ("?=" or "?!" or "?<=" or "?<!");
        }

        var inner = Alternatives(depth + 1);
        if (at == text.Length || text[at++] != ')') throw Unknown;
        return counts ? inner : null;
    }

    /// <summary>The one letter that a class stands for in either case; null where it stands for several characters.</summary>
    private char? Class()
    {
        var from = ++at;
        if (at < text.Length && text[at] == '^') at++;
        if (at < text.Length && text[at] == ']') at++;
        while (at < text.Length && text[at] != ']')
        {
            if (text[at] == '[') throw Unknown;
            at += text[at] == '\\' ? 2 : 1;
        }

        if (at >= text.Length) throw Unknown;
        var inside = text[from..at++];
        return inside.Length == 2 && char.IsAsciiLetter(inside[0]) && (inside[0] ^ 0x20) == inside[1] ? inside[0] : null;
    }

    private char? Escape()
    {
        if (at + 1 >= text.Length) throw Unknown;
        var c = text[at + 1];
        at += 2;
        if (!char.IsAsciiLetterOrDigit(c)) return c;
        at += c switch
        {
            'x' => 2,
            'u' => 4,
            'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B' or 'A' or 'z' or 'Z' or 'n' or 'r' or 't' or 'f' or 'v' or 'a' or 'e' => 0,
            _ => throw Unknown,
        };
        return at <= text.Length ? null : throw Unknown;
    }
}
