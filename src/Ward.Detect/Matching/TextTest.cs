using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>A pattern that is one literal with at most a star on either side: compared as bytes.</summary>
internal sealed class TextTest : ValueTest
{
    private readonly byte[] literal;
    private readonly bool before;
    private readonly bool after;
    private readonly bool cased;

    private TextTest(byte[] literal, bool before, bool after, bool cased) =>
        (this.literal, this.before, this.after, this.cased) = (literal, before, after, cased);

    internal static ValueTest For(SigmaPattern pattern, bool cased) =>
        // Bytes do for letters beyond ASCII only where case counts.
        IsSimple(pattern, out var text, out var before, out var after) && (cased || Ascii.IsValid(text))
            ? new TextTest(Encoding.UTF8.GetBytes(text), before, after, cased)
            : SegmentsTest.For(pattern, cased) ?? (ValueTest)new GlobTest(pattern, cased);

    /// <summary>True where the pattern is one literal, or none, with at most a star on either side.</summary>
    internal static bool IsSimple(SigmaPattern pattern, out string text, out bool before, out bool after)
    {
        var parts = pattern.Parts;
        before = parts is [{ Kind: SigmaPattern.Kind.Star }, ..];
        after = parts.Count > 1 && parts[^1].Kind == SigmaPattern.Kind.Star;
        var (from, count) = (before ? 1 : 0, parts.Count - (before ? 1 : 0) - (after ? 1 : 0));
        text = count == 1 && parts[from].Kind == SigmaPattern.Kind.Literal ? parts[from].Text : "";
        return count == 0 || text.Length > 0;
    }

    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        if (value.Length < literal.Length) return false;
        if (before && after) return Contains(value, literal, cased);
        if (after) return Same(value[..literal.Length], literal, cased);
        if (before) return Same(value[^literal.Length..], literal, cased);
        return Same(value, literal, cased);
    }

    internal static bool Contains(ReadOnlySpan<byte> value, ReadOnlySpan<byte> literal, bool cased) => IndexOf(value, literal, cased) >= 0;

    /// <summary>Where the literal begins for the first time; -1 where it is not.</summary>
    internal static int IndexOf(ReadOnlySpan<byte> value, ReadOnlySpan<byte> literal, bool cased)
    {
        if (literal.IsEmpty) return 0;
        if (cased) return value.IndexOf(literal);
        byte first = literal[0], other = first;
        if (first is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z') other ^= 0x20;
        for (var from = 0; value.Length - from >= literal.Length; from++)
        {
            var at = value[from..^(literal.Length - 1)].IndexOfAny(first, other);
            if (at < 0) return -1;
            from += at;
            if (Ascii.EqualsIgnoreCase(value.Slice(from, literal.Length), literal)) return from;
        }

        return -1;
    }

    internal static bool Same(ReadOnlySpan<byte> value, ReadOnlySpan<byte> literal, bool cased) => cased ? value.SequenceEqual(literal) : Ascii.EqualsIgnoreCase(value, literal);
}
