using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>Regular expressions of rules: with bounded patience and, for whom that is not enough, without backtracking where they allow it.</summary>
public static class ExpressionReader
{
    /// <summary>
    /// How long one search with backtracking may take; what takes longer and must backtrack counts as not found, and is counted by the engine.
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
            return new Regex(text, options, Patience);
        }
        catch (ArgumentException e)
        {
            expected = $"a well-formed regular expression ({e.Message})";
            return null;
        }
    }

    /// <summary>
    /// The same expression, searched in linear time. Dear to make (milliseconds and a good part of a megabyte), so it is made only where it is needed. Null for
    /// look-around, back-references and atomic groups: outside of Sigma's flavour (2.1, regular expression), yet in use.
    /// </summary>
    public static Regex? Linear(Regex regex)
    {
        try
        {
            return new Regex(regex.ToString(), regex.Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>True where the expression can only be searched with backtracking.</summary>
    public static bool Backtracks(Regex regex) => Linear(regex) is null;
}
