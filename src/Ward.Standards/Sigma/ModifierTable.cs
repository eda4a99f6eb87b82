using System.Text.RegularExpressions;
using static Ward.Standards.Sigma.Modifiers;

namespace Ward.Standards.Sigma;

/// <summary>Every modifier: what it may follow, and what it changes (Sigma 2.1, modifiers appendix).</summary>
internal static class ModifierTable
{
    private const string Plain = "before it only all, neq or expand";

    /// <summary>The modifiers with this one applied; or null, and what would have been right.</summary>
    internal readonly record struct Step(Modifiers? Next, string Wanted);

    internal static IReadOnlyDictionary<string, Func<Modifiers, Step>> All { get; } = new Dictionary<string, Func<Modifiers, Step>>
    {
        ["all"] = m => If(!m.Every && m.Kind != Test.Exists, m with { Every = true }, "all once, and not with exists"),
        ["startswith"] = m => Anchor(m, before: false, after: true),
        ["endswith"] = m => Anchor(m, before: true, after: false),
        ["contains"] = m => Anchor(m, before: true, after: true),
        ["exists"] = m => If(m == new Modifiers(), m with { Kind = Test.Exists }, "nothing beside exists"),
        ["cased"] = m => If(m is { Cased: false, Kind: Test.Text or Test.Reference }, m with { Cased = true }, "cased once, with texts or fieldref"),
        ["neq"] = m => If(!m.Negated && m.Kind != Test.Exists, m with { Negated = true }, "neq once, and not with exists"),
        ["windash"] = m => If(m is { Kind: Test.Text, AnyDash: false, Encoded: Encoding.None, Wide: null }, m with { AnyDash = true }, "windash once, with texts, before an encoding"),
        ["re"] = m => If(m.IsPlain, m with { Kind = Test.Expression }, Plain),
        ["i"] = m => Flag(m, RegexOptions.IgnoreCase),
        ["m"] = m => Flag(m, RegexOptions.Multiline),
        ["s"] = m => Flag(m, RegexOptions.Singleline),
        ["base64"] = m => Encode(m, Encoding.Base64),
        ["base64offset"] = m => Encode(m, Encoding.Base64Offset),
        ["utf16le"] = m => Widen(m, bigEndian: false, mark: false),
        ["wide"] = m => Widen(m, bigEndian: false, mark: false),
        ["utf16be"] = m => Widen(m, bigEndian: true, mark: false),
        ["utf16"] = m => Widen(m, bigEndian: false, mark: true),
        ["lt"] = m => Compare(m, SigmaComparison.Less),
        ["lte"] = m => Compare(m, SigmaComparison.LessOrEqual),
        ["gt"] = m => Compare(m, SigmaComparison.Greater),
        ["gte"] = m => Compare(m, SigmaComparison.GreaterOrEqual),
        ["minute"] = m => Date(m, SigmaTimePart.Minute),
        ["hour"] = m => Date(m, SigmaTimePart.Hour),
        ["day"] = m => Date(m, SigmaTimePart.Day),
        ["week"] = m => Date(m, SigmaTimePart.Week),
        ["month"] = m => Date(m, SigmaTimePart.Month),
        ["year"] = m => Date(m, SigmaTimePart.Year),
        ["cidr"] = m => If(m.IsPlain, m with { Kind = Test.Cidr }, Plain),
        ["expand"] = m => If(!m.Expand && m.Kind is not (Test.Exists or Test.Reference), m with { Expand = true }, "expand once, and not with exists or fieldref"),
        ["fieldref"] = m => If(m is { Kind: Test.Text, AnyDash: false, Encoded: Encoding.None, Wide: null, Expand: false },
            m with { Kind = Test.Reference }, "fieldref with all, neq, cased, contains, startswith or endswith"),
    };

    private static Step If(bool fits, Modifiers next, string wanted) => new(fits ? next : null, wanted);

    private static Step Anchor(Modifiers m, bool before, bool after) =>
        If(m is { Anchored: false, Kind: Test.Text or Test.Reference }, m with { Before = before, After = after },
            "one of contains, startswith and endswith, with texts or fieldref");

    private static Step Flag(Modifiers m, RegexOptions option) =>
        If(m.Kind == Test.Expression && !m.Options.HasFlag(option), m with { Options = m.Options | option }, "re before its flags i, m and s, each once");

    private static Step Encode(Modifiers m, Encoding encoding) =>
        If(m is { Kind: Test.Text, Encoded: Encoding.None, Anchored: false }, m with { Encoded = encoding },
            "one of base64 and base64offset, with texts, before contains, startswith and endswith");

    private static Step Widen(Modifiers m, bool bigEndian, bool mark) =>
        If(m is { Kind: Test.Text, Encoded: Encoding.None, Wide: null, Anchored: false }, m with { Wide = new System.Text.UnicodeEncoding(bigEndian, mark) },
            "one UTF-16 modifier, with texts, before base64, base64offset, contains, startswith and endswith");

    private static Step Compare(Modifiers m, SigmaComparison comparison) =>
        If(m.IsPlain || m is { Kind: Test.Time, Comparison: null }, m with { Kind = m.Kind == Test.Time ? Test.Time : Test.Compare, Comparison = comparison },
            $"one of lt, lte, gt and gte, {Plain} or a time modifier");

    private static Step Date(Modifiers m, SigmaTimePart part) =>
        If(m.IsPlain || m.Kind == Test.Compare, m with { Kind = Test.Time, Part = part }, $"one time modifier, {Plain}, lt, lte, gt or gte");
}
