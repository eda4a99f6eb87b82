using System.Globalization;
using System.Text;

namespace Ward.Detect;

/// <summary>Hostile text in our own sentences: nothing in it can break the line, turn the reading direction or pass for our words.</summary>
internal static class Shown
{
    /// <summary>Plain names stay as they are; others are quoted, cut, and shown with a replacement character for what is not printable.</summary>
    public static string Name(string text, int most = 40)
    {
        if (text.Length is > 0 and <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '$' or '\\')) return text;
        var shown = new StringBuilder("\"", most + 4);
        var left = most;
        foreach (var rune in text.EnumerateRunes())
        {
            if (left-- == 0)
            {
                shown.Append('…');
                break;
            }

            shown.Append(IsPlain(rune) && rune.Value != '"' ? rune.ToString() : "\uFFFD");
        }

        return shown.Append('"').ToString();
    }

    /// <summary>A sentence of others, such as a rule's title: unquoted, cut, what is not printable replaced.</summary>
    public static string Sentence(string text, int most)
    {
        var shown = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (most-- == 0) return shown.Append('…').ToString();
            shown.Append(IsPlain(rune) ? rune.ToString() : "\uFFFD");
        }

        return shown.ToString();
    }

    /// <summary>UTF-8 as the log has it, cut at a length in bytes, invalid sequences replaced.</summary>
    public static string Utf8(ReadOnlySpan<byte> bytes, int most) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, most)]);

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
