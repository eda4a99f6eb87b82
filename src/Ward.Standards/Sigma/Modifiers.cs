using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>The modifiers of one field, sorted by what they change (Sigma 2.1, modifiers appendix).</summary>
internal sealed record Modifiers
{
    internal enum Test { Text, Expression, Cidr, Compare, Exists, Reference }

    internal enum Encoding { None, Base64, Base64Offset }

    private static readonly string[] Known =
    [
        "contains", "startswith", "endswith", "all", "exists", "cased", "neq", "windash", "re", "i", "m", "s", "cidr",
        "lt", "lte", "gt", "gte", "base64", "base64offset", "wide", "utf16le", "utf16be", "utf16", "fieldref",
    ];

    private static readonly string[] Later = ["expand", "minute", "hour", "day", "week", "month", "year"];

    internal Test Kind { get; init; }

    internal bool Every { get; init; }

    internal bool Negated { get; init; }

    internal bool Cased { get; init; }

    internal bool AnyDash { get; init; }

    /// <summary>Open before the value, as with contains and endswith.</summary>
    internal bool Before { get; init; }

    /// <summary>Open after the value, as with contains and startswith.</summary>
    internal bool After { get; init; }

    internal RegexOptions Options { get; init; } = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    internal SigmaComparison Comparison { get; init; }

    internal Encoding Encoded { get; init; }

    /// <summary>The UTF-16 encoding to apply before Base64, with its byte order mark where one is asked for; null for UTF-8.</summary>
    internal System.Text.UnicodeEncoding? Wide { get; init; }

    internal static Modifiers? Read(ReadOnlySpan<string> names, out (string Expected, string Found) refusal)
    {
        var result = new Modifiers();
        var anchors = 0;
        foreach (var name in names)
        {
            if (Later.Contains(name)) return Refuse($"another modifier: {name} is not supported yet", name, out refusal);
            if (!Known.Contains(name)) return Refuse($"one of the modifiers {string.Join(", ", Known)}", name, out refusal);
            if (name is "contains" or "startswith" or "endswith") anchors++;
            if (With(result, name) is not { } next) return Refuse("modifiers that go together", string.Join('|', names!), out refusal);
            result = next;
        }

        var text = result.Kind == Test.Text;
        var asText = anchors > 0 || result.Encoded != Encoding.None || result.AnyDash || result.Wide is not null;
        if (anchors > 1 || (!text && (asText || (result.Cased && result.Kind != Test.Reference))))
            return Refuse("modifiers that go together", string.Join('|', names!), out refusal);
        if (result.Wide is not null && result.Encoded == Encoding.None)
            return Refuse("base64 or base64offset after a UTF-16 modifier", string.Join('|', names!), out refusal);
        refusal = default;
        return result;
    }

    private static Modifiers? With(Modifiers m, string name) => name switch
    {
        "contains" => m with { Before = true, After = true },
        "startswith" => m with { After = true },
        "endswith" => m with { Before = true },
        "all" => m with { Every = true },
        "cased" => m with { Cased = true },
        "neq" => m with { Negated = true },
        "windash" => m with { AnyDash = true },
        "base64" when m.Encoded == Encoding.None => m with { Encoded = Encoding.Base64 },
        "base64offset" when m.Encoded == Encoding.None => m with { Encoded = Encoding.Base64Offset },
        "wide" or "utf16le" when m.Wide is null && m.Encoded == Encoding.None => m with { Wide = new(false, false) },
        "utf16be" when m.Wide is null && m.Encoded == Encoding.None => m with { Wide = new(true, false) },
        "utf16" when m.Wide is null && m.Encoded == Encoding.None => m with { Wide = new(false, true) },
        "re" when m.Kind == Test.Text => m with { Kind = Test.Expression },
        "i" when m.Kind == Test.Expression => m with { Options = m.Options | RegexOptions.IgnoreCase },
        "m" when m.Kind == Test.Expression => m with { Options = m.Options | RegexOptions.Multiline },
        "s" when m.Kind == Test.Expression => m with { Options = m.Options | RegexOptions.Singleline },
        "cidr" when m.Kind == Test.Text => m with { Kind = Test.Cidr },
        "exists" when m.Kind == Test.Text => m with { Kind = Test.Exists },
        "fieldref" when m.Kind == Test.Text => m with { Kind = Test.Reference },
        "lt" when m.Kind == Test.Text => m with { Kind = Test.Compare, Comparison = SigmaComparison.Less },
        "lte" when m.Kind == Test.Text => m with { Kind = Test.Compare, Comparison = SigmaComparison.LessOrEqual },
        "gt" when m.Kind == Test.Text => m with { Kind = Test.Compare, Comparison = SigmaComparison.Greater },
        "gte" when m.Kind == Test.Text => m with { Kind = Test.Compare, Comparison = SigmaComparison.GreaterOrEqual },
        _ => null,
    };

    private static Modifiers? Refuse(string expected, string found, out (string, string) refusal)
    {
        refusal = (expected, found);
        return null;
    }
}
