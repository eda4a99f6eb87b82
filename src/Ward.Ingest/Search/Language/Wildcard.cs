using System.Text;

namespace Ward.Ingest.Search.Language;

/// <summary>Patterns with * and ?, in time proportional to the length of pattern and text multiplied at worst; no recursion.</summary>
public static class Wildcard
{
    public static bool IsPlain(string pattern) => !Parts(pattern).Any(p => p.Wild);

    /// <summary>A pattern without wildcards as the text that it stands for.</summary>
    public static string Plain(string pattern)
    {
        var plain = new StringBuilder();
        foreach (var (c, _) in Parts(pattern)) plain.Append(c);
        return plain.ToString();
    }

    /// <summary>Whether the whole text fits; both as they are, without regard to case only where the caller has folded them.</summary>
    public static bool Fits(string pattern, string text)
    {
        var parts = Parts(pattern).ToArray();
        int at = 0, star = -1, mark = 0, i = 0;
        while (i < text.Length)
        {
            if (at < parts.Length && parts[at] is ('*', true))
            {
                star = at++;
                mark = i;
            }
            else if (at < parts.Length && (parts[at] is ('?', true) ? StepOver(text, ref i) : parts[at].Char == text[i] && ++i > 0))
            {
                at++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                StepOver(text, ref mark);
                i = mark;
            }
            else
            {
                return false;
            }
        }

        while (at < parts.Length && parts[at] is ('*', true)) at++;
        return at == parts.Length;
    }

    /// <summary>The pattern as one of SQL's LIKE, with \ as its escape.</summary>
    public static string ToSqlLike(string pattern)
    {
        var like = new StringBuilder();
        foreach (var (c, wild) in Parts(pattern))
        {
            if (wild) like.Append(c == '*' ? '%' : '_');
            else if (c is '%' or '_' or '\\') like.Append('\\').Append(c);
            else like.Append(c);
        }

        return like.ToString();
    }

    /// <summary>A character beyond the basic plane is one character.</summary>
    private static bool StepOver(string text, ref int at)
    {
        at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return true;
    }

    private static IEnumerable<(char Char, bool Wild)> Parts(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '?' or '\\') yield return (pattern[++i], false);
            else yield return (pattern[i], pattern[i] is '*' or '?');
        }
    }
}
