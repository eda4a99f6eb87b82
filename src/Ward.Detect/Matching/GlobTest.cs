using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>Any pattern, character by character: stars go back to the last one only, so time is at most value times pattern.</summary>
internal sealed class GlobTest : ValueTest
{
    private const int Star = -1;
    private const int One = -2;
    private const int Dash = -3;
    private readonly int[] tokens;
    private readonly byte[] needed;
    private readonly bool cased;
    private readonly bool beyond;

    internal GlobTest(SigmaPattern pattern, bool cased)
    {
        this.cased = cased;
        beyond = pattern.Parts.Any(p => p.Kind == SigmaPattern.Kind.Literal && !Ascii.IsValid(p.Text));
        tokens = [.. pattern.Parts.SelectMany(Tokens)];
        // The longest ASCII literal decides most misses at the speed of a byte search.
        needed = Encoding.UTF8.GetBytes(pattern.Parts.Where(p => p.Kind == SigmaPattern.Kind.Literal && Ascii.IsValid(p.Text))
            .Select(p => p.Text).MaxBy(t => t.Length) ?? "");
    }

    /// <summary>ASCII folds within ASCII; other letters to their upper case unless that were ASCII.</summary>
    internal static int Fold(Rune rune)
    {
        if (rune.IsAscii) return rune.Value is >= 'a' and <= 'z' ? rune.Value - 32 : rune.Value;
        var upper = Rune.ToUpperInvariant(rune);
        return upper.IsAscii ? rune.Value : upper.Value;
    }

    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        if (!TextTest.Contains(value, needed, cased) || (beyond && Ascii.IsValid(value))) return false;
        int at = 0, token = 0, star = -1, resume = 0;
        while (at < value.Length)
        {
            var length = Read(value, at, out var rune);
            if (token < tokens.Length && tokens[token] == Star)
            {
                (star, resume) = (token++, at);
            }
            else if (token < tokens.Length && Fits(tokens[token], rune))
            {
                token++;
                at += length;
            }
            else if (star >= 0)
            {
                at = resume += Read(value, resume, out _);
                token = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (token < tokens.Length && tokens[token] == Star) token++;
        return token == tokens.Length;
    }

    private static int Read(ReadOnlySpan<byte> value, int at, out Rune rune)
    {
        if (value[at] < 0x80)
        {
            rune = new Rune((char)value[at]);
            return 1;
        }

        Rune.DecodeFromUtf8(value[at..], out rune, out var length);
        return length;
    }

    private bool Fits(int token, Rune rune) => token switch
    {
        One => true,
        Dash => rune.Value is '-' or '/' or 0x2013 or 0x2014 or 0x2015,
        _ => token == (cased ? rune.Value : Fold(rune)),
    };

    private IEnumerable<int> Tokens(SigmaPattern.Part part) => part.Kind switch
    {
        SigmaPattern.Kind.Star => [Star],
        SigmaPattern.Kind.One => [One],
        SigmaPattern.Kind.Dash => [Dash],
        SigmaPattern.Kind.Literal => part.Text.EnumerateRunes().Select(r => cased ? r.Value : Fold(r)),
        _ => throw new InvalidOperationException($"Unknown part {part.Kind}."),
    };
}
