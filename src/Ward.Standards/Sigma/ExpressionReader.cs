using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>Regular expressions of rules: without backtracking where they allow it, with bounded patience where not.</summary>
public static class ExpressionReader
{
    /// <summary>
    /// How long one search of an expression that must backtrack may take; what takes longer counts as not found, and is counted by the engine.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private const int MaxExpression = 8192;

    /// <summary>The expression; null, and what was expected, where it is none.</summary>
    internal static Regex? Read(string text, RegexOptions options, out string expected)
    {
        expected = $"a regular expression of at most {MaxExpression} characters";
        if (text.Length > MaxExpression) return null;
        try
        {
            return new Regex(text, options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // Look-around, back-references, atomic groups: outside of Sigma's flavour (2.1, regular expression), yet in use.
            return new Regex(text, options, Patience);
        }
        catch (ArgumentException e)
        {
            expected = $"a well-formed regular expression ({e.Message})";
            return null;
        }
    }

    /// <summary>True where the expression can only be searched with backtracking.</summary>
    public static bool Backtracks(Regex regex) => !regex.Options.HasFlag(RegexOptions.NonBacktracking);
}
