using Ward.Standards.Stix.Patterns;

namespace Ward.Detect.Indicators;

/// <summary>The values of indicators that a STIX pattern names.</summary>
public static class PatternValues
{
    /// <summary>What a property holds; null where it is no indicator's value.</summary>
    public static IndicatorType? TypeOf(ObjectPath path) => path.Canonical switch
    {
        "ipv4-addr:value" or "ipv6-addr:value" or "network-traffic:dst_ref.value" or "network-traffic:src_ref.value" => IndicatorType.Address,
        "domain-name:value" => IndicatorType.Domain,
        "url:value" => IndicatorType.Url,
        "email-addr:value" or "email-message:from_ref.value" or "email-message:sender_ref.value" => IndicatorType.Mail,
        "file:hashes.MD5" or "file:hashes.SHA-1" or "file:hashes.SHA-256" or "file:hashes.SHA-512" or "file:hashes.SHA1" or "file:hashes.SHA256" or "file:hashes.SHA512"
            or "x509-certificate:hashes.SHA-1" or "x509-certificate:hashes.SHA-256" => IndicatorType.Hash,
        _ => null,
    };

    /// <summary>An address written with its length is a network.</summary>
    public static IndicatorType TypeOf(IndicatorType type, string text) => type == IndicatorType.Address && text.Contains('/', StringComparison.Ordinal) ? IndicatorType.Network : type;

    /// <summary>Every value, in normal form, that one of its comparisons asks for; what it asks not to be is none.</summary>
    public static IReadOnlyList<(IndicatorType Type, string Value)> Of(StixPattern pattern)
    {
        var values = new List<(IndicatorType, string)>();
        foreach (var observed in pattern.Observed) Gather(observed, values);
        return [.. values.Distinct()];
    }

    private static void Gather(ComparisonExpression expression, List<(IndicatorType, string)> values)
    {
        switch (expression)
        {
            case ComparisonExpression.And and:
                foreach (var part in and.Parts) Gather(part, values);
                break;
            case ComparisonExpression.Or or:
                foreach (var part in or.Parts) Gather(part, values);
                break;
            case ComparisonExpression.Test { Negated: false, Operator: PatternOperator.Equal or PatternOperator.In or PatternOperator.IsSubset or PatternOperator.IsSuperset } test when TypeOf(test.Path) is { } type:
                foreach (var literal in test.Values)
                    if (literal is PatternLiteral.Text { Value: var text } && TypeOf(type, text) is var exact && IndicatorText.TryNormalise(exact, text, out var value, out _)) values.Add((exact, value));
                break;
        }
    }
}
