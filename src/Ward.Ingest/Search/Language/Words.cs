using System.Text;

namespace Ward.Ingest.Search.Language;

/// <summary>How the language writes text, and how text is compared and cut into words.</summary>
public static class Words
{
    private const string Special = " \t\r\n()|,\"\\*?:=<>!";

    /// <summary>Text in quotation marks, taken as it is.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A pattern without quotation marks: everything but its own * and ? that means something is taken as it is by \.</summary>
    internal static string Bare(string pattern)
    {
        var bare = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) bare.Append('\\').Append(pattern[++i]);
            else if (pattern[i] is '*' or '?' || !IsSpecial(pattern[i])) bare.Append(pattern[i]);
            else bare.Append('\\').Append(pattern[i]);
        }

        return bare.ToString();
    }

    internal static bool IsSpecial(char c) => Special.Contains(c, StringComparison.Ordinal) || char.IsWhiteSpace(c);

    /// <summary>Text as it is compared: lower case, character by character.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>True for what words are made of: ASCII letters, digits, the underscore, and everything beyond ASCII.</summary>
    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || c >= 0x80;
}
