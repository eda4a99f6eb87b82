namespace Ward.Standards.Packages;

/// <summary>
/// The order of versions of RPM packages: [epoch:]version[-release], each part by segments of digits and letters (rpm-version(7), rpmvercmp). A version without a
/// release is compared by epoch and version alone, as dependencies are.
/// </summary>
public static class RpmVersion
{
    /// <summary>Below, at or above zero as <paramref name="left"/> is earlier, equal or later.</summary>
    public static int Compare(string left, string right)
    {
        var a = new VersionParts(left);
        var b = new VersionParts(right);
        var order = Epochs.Compare(a.Epoch, b.Epoch);
        if (order == 0) order = Segments(a.Upstream, b.Upstream);
        return order != 0 || a.Revision.IsEmpty || b.Revision.IsEmpty ? order : Segments(a.Revision, b.Revision);
    }

    /// <summary>The version alone: without epoch and release.</summary>
    public static string Upstream(string version) => new VersionParts(version).Upstream.ToString();

    /// <summary>One part against another; both neither epoch nor release.</summary>
    public static int Segments(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = Skip(left);
            right = Skip(right);
            // A tilde is before everything, the end too.
            if (Begins(left, '~') || Begins(right, '~'))
            {
                if (!Begins(left, '~')) return 1;
                if (!Begins(right, '~')) return -1;
                left = left[1..];
                right = right[1..];
                continue;
            }

            // A caret is after the end and before everything else.
            if (Begins(left, '^') || Begins(right, '^'))
            {
                if (left.IsEmpty) return -1;
                if (right.IsEmpty) return 1;
                if (!Begins(left, '^')) return 1;
                if (!Begins(right, '^')) return -1;
                left = left[1..];
                right = right[1..];
                continue;
            }

            if (left.IsEmpty || right.IsEmpty) return left.Length.CompareTo(right.Length);
            var isNumber = char.IsAsciiDigit(left[0]);
            // A number is later than letters.
            if (isNumber != char.IsAsciiDigit(right[0])) return isNumber ? 1 : -1;
            var order = isNumber ? Digits.Compare(Digits.Take(ref left), Digits.Take(ref right)) : Math.Sign(Letters(ref left).SequenceCompareTo(Letters(ref right)));
            if (order != 0) return order;
        }
    }

    private static bool Begins(ReadOnlySpan<char> text, char sign) => text.Length > 0 && text[0] == sign;

    private static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('~' or '^')) at++;
        return text[at..];
    }

    private static ReadOnlySpan<char> Letters(ref ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        var taken = text[..at];
        text = text[at..];
        return taken;
    }
}
