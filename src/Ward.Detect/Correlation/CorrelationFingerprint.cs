using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>A hash of all that a correlation states, and of the rules that it looks at: with the same hash, saved state goes on after a reload; with another it begins anew.</summary>
internal static class CorrelationFingerprint
{
    /// <param name="content">Of the rules that it looks at.</param>
    internal static string Of(SigmaCorrelation correlation, string content)
    {
        var text = new StringBuilder();
        Add(text, correlation.Header.Key, correlation.Type.ToString(), correlation.Timespan.Ticks.ToString(CultureInfo.InvariantCulture), correlation.Percentile.ToString("R", CultureInfo.InvariantCulture));
        Add(text, content);
        Add(text, [.. correlation.Rules]);
        Add(text, [.. correlation.GroupBy]);
        Add(text, [.. correlation.Fields]);
        Add(text, [.. correlation.Condition.Select(c => $"{c.Comparison} {c.Value.ToString("R", CultureInfo.InvariantCulture)}")]);
        Add(text, Text(correlation.Pattern));
        foreach (var (alias, byRule) in correlation.Aliases.OrderBy(a => a.Key, StringComparer.Ordinal))
            Add(text, [alias, .. byRule.OrderBy(r => r.Key, StringComparer.Ordinal).SelectMany(r => (string[])[r.Key, r.Value])]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        text.Append(CultureInfo.InvariantCulture, $"[{parts.Length}");
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $" {part.Length}:{part}");
        text.Append("]\n");
    }

    internal static string Text(SigmaCondition? condition) => condition switch
    {
        null => "",
        SigmaCondition.And and => $"({Text(and.Left)} and {Text(and.Right)})",
        SigmaCondition.Or or => $"({Text(or.Left)} or {Text(or.Right)})",
        SigmaCondition.Not not => $"not {Text(not.Inner)}",
        SigmaCondition.Selection one => one.Name,
        SigmaCondition.AtLeast some => $"{some.Count} of ({string.Join(", ", some.Names)})",
        _ => throw new InvalidOperationException($"Unknown condition {condition}."),
    };
}
