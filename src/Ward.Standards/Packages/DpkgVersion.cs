namespace Ward.Standards.Packages;

/// <summary>
/// The order of versions of Debian packages: [epoch:]upstream[-revision] (Debian Policy, section 5.6.12). Total over all texts: what is no version has its place too.
/// </summary>
public static class DpkgVersion
{
    /// <summary>Below, at or above zero as <paramref name="left"/> is earlier, equal or later.</summary>
    public static int Compare(string left, string right)
    {
        var a = new VersionParts(left);
        var b = new VersionParts(right);
        var order = Epochs.Compare(a.Epoch, b.Epoch);
        if (order == 0) order = Part(a.Upstream, b.Upstream);
        return order != 0 ? order : Part(a.Revision, b.Revision);
    }

    /// <summary>The upstream version alone: without epoch and revision.</summary>
    public static string Upstream(string version) => new VersionParts(version).Upstream.ToString();

    // By turns what is no digit, letter by letter, and a number; the end of a part counts as an empty piece.
    private static int Part(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (left.Length > 0 || right.Length > 0)
        {
            while ((left.Length > 0 && !char.IsAsciiDigit(left[0])) || (right.Length > 0 && !char.IsAsciiDigit(right[0])))
            {
                var order = Weight(left).CompareTo(Weight(right));
                if (order != 0) return order;
                left = left[1..];
                right = right[1..];
            }

            var number = Digits.Compare(Digits.Take(ref left), Digits.Take(ref right));
            if (number != 0) return number;
        }

        return 0;
    }

    // A tilde is before even the end, the end (or a digit) before letters, letters before everything else.
    private static int Weight(ReadOnlySpan<char> text) => text.IsEmpty || char.IsAsciiDigit(text[0]) ? 0 : text[0] == '~' ? -1 : char.IsAsciiLetter(text[0]) ? text[0] : text[0] + 256;
}
