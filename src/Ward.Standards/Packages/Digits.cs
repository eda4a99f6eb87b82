namespace Ward.Standards.Packages;

/// <summary>Numbers of any length, as text.</summary>
internal static class Digits
{
    /// <summary>The digits with which the text begins; they are taken from it.</summary>
    public static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var taken = end < 0 ? text : text[..end];
        text = text[taken.Length..];
        return taken;
    }

    /// <summary>By value; none is zero.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : Math.Sign(left.SequenceCompareTo(right));
    }
}
