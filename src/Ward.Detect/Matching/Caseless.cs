using System.Text;

namespace Ward.Detect.Matching;

/// <summary>Texts of which the characters beyond ASCII are the same in any case: none is another's upper case, or has one, as <see cref="GlobTest.Fold"/> sees it.</summary>
internal static class Caseless
{
    private static readonly Lazy<HashSet<int>> Cased = new(() =>
    {
        var cased = new HashSet<int>();
        for (var value = 0x80; value <= LastCased; value++)
        {
            if (!Rune.IsValid(value) || GlobTest.Fold(new Rune(value)) is var folded && folded == value) continue;
            cased.Add(value);
            cased.Add(folded);
        }

        return cased;
    });

    /// <summary>Beyond the last script that has case (Adlam ends at U+1E943).</summary>
    private const int LastCased = 0x1EFFF;

    /// <summary>True where it is enough to fold what is ASCII, and bytes decide on the rest. Never of what stands for invalid bytes.</summary>
    internal static bool IsBeyondAscii(string text) => text.EnumerateRunes().All(r => r.IsAscii || (r != Rune.ReplacementChar && !Cased.Value.Contains(r.Value)));
}
