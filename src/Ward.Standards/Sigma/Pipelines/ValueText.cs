using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>Values as the text that a pipeline's expressions and mappings see, and back.</summary>
internal static class ValueText
{
    private static readonly Regex Backslashes = new(@"\\\\(?=[*?])|\\(?=[*?])|\\");

    /// <summary>
    /// Backslashes as they are in the event, wildcards as <c>*</c> and <c>?</c>, the characters themselves behind a backslash; a backslash
    /// before a wildcard is doubled.
    /// </summary>
    internal static string Of(SigmaPattern pattern)
    {
        var text = new StringBuilder();
        foreach (var part in pattern.Parts)
        {
            switch (part.Kind)
            {
                case SigmaPattern.Kind.Literal:
                    text.Append(part.Text.Replace("*", @"\*", StringComparison.Ordinal).Replace("?", @"\?", StringComparison.Ordinal));
                    break;
                case SigmaPattern.Kind.Dash:
                    text.Append('-');
                    break;
                default:
                    if (text.Length > 0 && text[^1] == '\\') text.Append('\\');
                    text.Append(part.Kind == SigmaPattern.Kind.Star ? '*' : '?');
                    break;
            }
        }

        return text.ToString();
    }

    internal static SigmaPattern Parse(string text) => SigmaPattern.Parse(Backslashes.Replace(text, m => m.ValueSpan is @"\" && !IsEscape(text, m) ? @"\\" : m.Value));

    internal static string Of(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, _) => Of(pattern),
        SigmaTest.Expression(var regex) => regex.ToString(),
        SigmaTest.Cidr(var network) => network.ToString(),
        SigmaTest.Number(_, var value) => value.ToString(CultureInfo.InvariantCulture),
        SigmaTest.Time(_, _, var value) => value.ToString(CultureInfo.InvariantCulture),
        SigmaTest.Exists(var present) => present ? "true" : "false",
        SigmaTest.Null => "",
        SigmaTest.SameAs same => same.Field,
        SigmaTest.Expand(var template) => template.ToString(),
        SigmaTest.OneOf(var tests) => string.Join(' ', tests.Select(Of)),
        _ => throw new InvalidOperationException($"Unknown test {test.GetType()}."),
    };

    internal static IEnumerable<SigmaTest> Flat(SigmaTest test) => test is SigmaTest.OneOf(var tests) ? tests.SelectMany(Flat) : [test];

    private static bool IsEscape(string text, Match match) => match.Index + 1 < text.Length && text[match.Index + 1] is '*' or '?';
}
