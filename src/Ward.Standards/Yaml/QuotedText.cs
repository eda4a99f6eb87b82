using System.Globalization;
using System.Text;

namespace Ward.Standards.Yaml;

/// <summary>Any text as a YAML scalar in double quotes that reads back as the same text; lone surrogates, which no file can hold, become U+FFFD.</summary>
public static class QuotedText
{
    public static string Of(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) quoted.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) quoted.Append('\uFFFD');
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF') quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
