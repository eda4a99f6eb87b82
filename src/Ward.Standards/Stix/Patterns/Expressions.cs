using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Standards.Stix.Patterns;

/// <summary>LIKE and MATCHES as regular expressions whose time is linear in the text.</summary>
internal static class Expressions
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public static bool TryMake(PatternOperator how, string text, out Regex expression)
    {
        expression = null!;
        try
        {
            // Both sides are compared in composed form (STIX 2.1, 9.6.1).
            expression = how == PatternOperator.Like ? Like(text.Normalize()) : new Regex(text.Normalize(), Options);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>% for any characters, _ for one; the whole text.</summary>
    private static Regex Like(string text)
    {
        var expression = new StringBuilder("\\A");
        foreach (var rune in text.EnumerateRunes())
            expression.Append(rune.Value switch { '%' => "[\\s\\S]*", '_' => "[\\s\\S]", _ => Regex.Escape(rune.ToString()) });
        return new Regex(expression.Append("\\z").ToString(), Options);
    }
}
