using System.Globalization;
using System.Text;

namespace Ward.Predict;

/// <summary>Makes a name that somebody else chose safe to stand in a sentence.</summary>
public static class PlainText
{
    /// <summary>Longest name shown; the rest becomes an ellipsis.</summary>
    public const int Longest = 64;

    /// <summary>Control, format (bidirectional) and unpaired surrogate characters become \uXXXX; at most <see cref="Longest"/> characters are kept.</summary>
    public static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (text.Length >= Longest) return text.Append('…').ToString();
            var hidden = char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
            if (hidden) text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>A probability as people read it: '38 %', '0.4 %', 'less than 0.1 %'.</summary>
    public static string Percent(double p) => p switch
    {
        < 0.001 => "less than 0.1 %",
        < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{p * 100:0.#} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{p * 100:0} %"),
    };
}
