namespace Ward.Standards.Packages;

/// <summary>What stands before the colon of a version.</summary>
internal static class Epochs
{
    /// <summary>Numbers by value, none being zero; what is no number comes after all numbers, by letter.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (a, b) = (IsNumber(left), IsNumber(right));
        return a && b ? Digits.Compare(left, right) : a != b ? (a ? -1 : 1) : Math.Sign(left.SequenceCompareTo(right));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
