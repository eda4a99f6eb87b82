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
            : new GlobTest(pattern, cased);

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
        if (after) return Same(value[..literal.Length]);
        if (before) return Same(value[^literal.Length..]);
        return value.Length == literal.Length && Same(value);
    }

    internal static bool Contains(ReadOnlySpan<byte> value, ReadOnlySpan<byte> literal, bool cased)
    {
        if (literal.IsEmpty) return true;
        if (cased) return value.IndexOf(literal) >= 0;
        byte first = literal[0], other = first;
        if (first is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z') other ^= 0x20;
        while (value.Length >= literal.Length)
        {
            var at = value[..^(literal.Length - 1)].IndexOfAny(first, other);
            if (at < 0) return false;
            if (Ascii.EqualsIgnoreCase(value.Slice(at, literal.Length), literal)) return true;
            value = value[(at + 1)..];
        }

        return false;
    }

    private bool Same(ReadOnlySpan<byte> value) => cased ? value.SequenceEqual(literal) : Ascii.EqualsIgnoreCase(value, literal);
}
