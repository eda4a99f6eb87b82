using System.Globalization;
using System.Text;

namespace Ward.Standards.Yaml;

/// <summary>Makes text of unknown origin safe to show: nothing in it moves a cursor, rings a bell or turns the writing round.</summary>
public static class Printable
{
    private const int Longest = 60;

    /// <summary>Control, format and lone surrogate characters as <c>\uXXXX</c>; everything else as it is.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                var hidden = CharUnicodeInfo.GetUnicodeCategory(text, i) is UnicodeCategory.Format;
                if (hidden) Escape(shown, text[i]).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i + 1]:X4}");
                else shown.Append(text, i, 2);
                i++;
            }
            else if (IsUnsafe(text[i])) Escape(shown, text[i]);
            else shown.Append(text[i]);
        }

        return shown.ToString();
    }

    /// <summary>Printable, cut to a readable length, in double quotes.</summary>
    public static string Quoted(string text)
    {
        if (text.Length <= Longest) return $"\"{Of(text)}\"";
        var cut = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return $"\"{Of(text[..cut])}…\" ({text.Length.ToString(CultureInfo.InvariantCulture)} characters)";
    }

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static StringBuilder Escape(StringBuilder shown, char c) => c switch
    {
        '\n' => shown.Append("\\n"),
        '\r' => shown.Append("\\r"),
        '\t' => shown.Append("\\t"),
        _ => shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };
}
