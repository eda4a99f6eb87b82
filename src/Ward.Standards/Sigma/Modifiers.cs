using System.Text.RegularExpressions;
using Ward.Standards.Yaml;

namespace Ward.Standards.Sigma;

/// <summary>The modifiers of one field, applied in the order given and sorted by what they change (Sigma 2.1, modifiers appendix).</summary>
internal sealed record Modifiers
{
    internal enum Test { Text, Expression, Cidr, Compare, Time, Exists, Reference }

    internal enum Encoding { None, Base64, Base64Offset }

    internal Test Kind { get; init; }

    internal bool Every { get; init; }

    internal bool Negated { get; init; }

    internal bool Cased { get; init; }

    internal bool AnyDash { get; init; }

    /// <summary>Values hold placeholders.</summary>
    internal bool Expand { get; init; }

    /// <summary>Open before the value, as with contains and endswith.</summary>
    internal bool Before { get; init; }

    /// <summary>Open after the value, as with contains and startswith.</summary>
    internal bool After { get; init; }

    internal RegexOptions Options { get; init; } = RegexOptions.CultureInvariant;

    /// <summary>Null where no numeric modifier was given.</summary>
    internal SigmaComparison? Comparison { get; init; }

    internal SigmaTimePart Part { get; init; }

    internal Encoding Encoded { get; init; }

    /// <summary>The UTF-16 encoding, with its byte order mark where one is asked for; null for UTF-8.</summary>
    internal System.Text.UnicodeEncoding? Wide { get; init; }

    internal bool Anchored => Before || After;

    /// <summary>A text to which nothing was done that another kind of test could not take over.</summary>
    internal bool IsPlain => Kind == Test.Text && !Anchored && !AnyDash && !Cased && Encoded == Encoding.None && Wide is null;

    internal static Modifiers? Read(ReadOnlySpan<string> names, out (string Expected, string Found) refusal)
    {
        var result = new Modifiers();
        foreach (var name in names)
        {
            if (!ModifierTable.All.TryGetValue(name, out var entry))
            {
                var meant = Nearest.To(name, ModifierTable.All.Keys);
                refusal = ($"one of the modifiers {string.Join(", ", ModifierTable.All.Keys)}{(meant is null ? "" : $" (meant is perhaps {meant})")}", name);
                return null;
            }

            if (entry(result) is not { Next: { } next } step)
            {
                refusal = ($"modifiers that go together: {entry(result).Wanted}", string.Join('|', names!));
                return null;
            }

            result = step.Next;
        }

        refusal = default;
        return result;
    }
}
