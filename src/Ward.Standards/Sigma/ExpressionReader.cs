using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>
/// Regular expressions of rules (Sigma 2.1, regular expression: no look-around, back-references or atomic groups). One that cannot be searched in linear time is refused:
/// no clock has a say in a verdict, and no event can make a search long.
/// </summary>
public static class ExpressionReader
{
    /// <summary>How long one search of a pipeline's own expression over a rule's text may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private const int MaxExpression = 8192;

    /// <summary>The expression; null, and what was expected, where it is none, or none that is searched in linear time.</summary>
    internal static Regex? Read(string text, RegexOptions options, out string expected)
    {
        if (ReadAny(text, options, out expected) is not { } regex) return null;
        if (LinearExpressions.Are(text, options) || Linear(regex) is not null) return regex;
        expected = "a regular expression that is searched in linear time: without look-around, back-references, atomic groups and huge repetitions";
        return null;
    }

    /// <summary>The same for an expression that only the author's own texts meet: it may backtrack, within its patience.</summary>
    internal static Regex? ReadAny(string text, RegexOptions options, out string expected)
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
    /// The same expression, searched in linear time whatever the text. Dear to make (milliseconds and a good part of a megabyte), so it is made only where it is needed.
    /// Null for what cannot be searched so; that is no expression of a rule.
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
}
