using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>
/// A pattern of literals of ASCII and stars alone: each literal is sought behind the one before, the last at the end. Bytes do, for no byte of ASCII
/// is part of another character.
/// </summary>
internal sealed class SegmentsTest : ValueTest
{
    private readonly byte[][] literals;
    private readonly bool before;
    private readonly bool after;
    private readonly bool cased;

    private SegmentsTest(byte[][] literals, bool before, bool after, bool cased) =>
        (this.literals, this.before, this.after, this.cased) = (literals, before, after, cased);

    /// <summary>Null where the pattern is of another kind.</summary>
    internal static SegmentsTest? For(SigmaPattern pattern, bool cased)
    {
        var parts = pattern.Parts;
        if (parts.Any(p => p.Kind is not (SigmaPattern.Kind.Literal or SigmaPattern.Kind.Star) || !Ascii.IsValid(p.Text))) return null;
        byte[][] literals = [.. parts.Where(p => p.Kind == SigmaPattern.Kind.Literal).Select(p => Encoding.ASCII.GetBytes(p.Text))];
        return literals.Length < 2 ? null : new SegmentsTest(literals, parts[0].Kind == SigmaPattern.Kind.Star, parts[^1].Kind == SigmaPattern.Kind.Star, cased);
    }

    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        var rest = value;
        var (first, last) = (0, literals.Length - 1);
        if (!before)
        {
            var start = literals[first++];
            if (rest.Length < start.Length || !TextTest.Same(rest[..start.Length], start, cased)) return false;
            rest = rest[start.Length..];
        }

        if (!after)
        {
            var end = literals[last--];
            if (rest.Length < end.Length || !TextTest.Same(rest[^end.Length..], end, cased)) return false;
            rest = rest[..^end.Length];
        }

        for (; first <= last; first++)
        {
            var at = TextTest.IndexOf(rest, literals[first], cased);
            if (at < 0) return false;
            rest = rest[(at + literals[first].Length)..];
        }

        return true;
    }
}
