using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>A text that a value is, or has at an edge or anywhere, whatever the case of its letters, of which only those of ASCII have one.</summary>
/// <param name="Folded">In lower case, UTF-8; empty only for <see cref="Place.Beyond"/>.</param>
internal sealed record Literal(Literal.Place Where, byte[] Folded)
{
    internal enum Place
    {
        Whole,
        Start,
        End,
        Anywhere,
        /// <summary>Any byte beyond ASCII: what a value must have that has a letter beyond it.</summary>
        Beyond,
    }

    internal static Literal BeyondAscii { get; } = new(Place.Beyond, []);

    /// <summary>How likely it is to be in a value, roughly: for the choice of what a rule waits for, never for a verdict.</summary>
    internal double Likelihood => Where switch
    {
        Place.Whole => Folded.Length <= 5 ? 0.08 : 0.01,
        Place.Beyond => 0.02,
        Place.Start or Place.End => Math.Max(0.4 * Math.Pow(0.7, Folded.Length), 0.004),
        _ => Math.Max(1.2 * Math.Pow(0.65, Folded.Length), 0.002),
    };

    /// <summary>The literal that a pattern is; null where it is another kind of pattern.</summary>
    internal static Literal? Of(SigmaPattern pattern, bool cased)
    {
        if (cased || !TextTest.IsSimple(pattern, out var text, out var before, out var after) || text.Length == 0 || !Caseless.IsBeyondAscii(text)) return null;
        var place = (before, after) switch
        {
            (true, true) => Place.Anywhere,
            (true, false) => Place.End,
            (false, true) => Place.Start,
            _ => Place.Whole,
        };
        return new Literal(place, Fold(text));
    }

    internal static Literal Anywhere(string ascii) => new(Place.Anywhere, Fold(ascii));

    /// <summary>The longest run of ASCII that every value which fits the pattern has; empty where there is none of at least two characters.</summary>
    internal static string Needed(SigmaPattern pattern)
    {
        var best = "";
        foreach (var part in pattern.Parts.Where(p => p.Kind == SigmaPattern.Kind.Literal))
        {
            var from = 0;
            for (var at = 0; at <= part.Text.Length; at++)
            {
                if (at < part.Text.Length && char.IsAscii(part.Text[at])) continue;
                if (at - from > best.Length) best = part.Text[from..at];
                from = at + 1;
            }
        }

        return best.Length >= 2 ? best : "";
    }

    private static byte[] Fold(string text)
    {
        var folded = Encoding.UTF8.GetBytes(text);
        foreach (ref var b in folded.AsSpan()) b = Folding.Lower(b); // as values are, or a literal would be missed
        return folded;
    }
}
