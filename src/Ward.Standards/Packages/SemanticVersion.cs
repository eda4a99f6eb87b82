namespace Ward.Standards.Packages;

/// <summary>The order of Semantic Versioning 2.0.0, section 11: 1.0.0-rc.1 before 1.0.0; what stands behind a plus does not count. Numbers that are not said are 0.</summary>
public static class SemanticVersion
{
    /// <summary>Less than 0 where the left one is earlier. Any texts have an order.</summary>
    public static int Compare(string left, string right)
    {
        var (a, b) = (Cut(left), Cut(right));
        var (x, y) = (a.Core.Split('.'), b.Core.Split('.'));
        for (var i = 0; i < Math.Max(x.Length, y.Length); i++)
            if (Part(i < x.Length ? x[i] : "0", i < y.Length ? y[i] : "0") is var order and not 0) return order;
        // One that is not yet released comes before the release.
        if (a.Before is null || b.Before is null) return (a.Before is null ? 1 : 0) - (b.Before is null ? 1 : 0);
        (x, y) = (a.Before.Split('.'), b.Before.Split('.'));
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
            if (Part(x[i], y[i]) is var order and not 0) return order;
        return x.Length.CompareTo(y.Length);
    }

    private static (string Core, string? Before) Cut(string version)
    {
        var text = version.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 ? version[..plus] : version;
        return text.IndexOf('-', StringComparison.Ordinal) is var hyphen and >= 0 ? (text[..hyphen], text[(hyphen + 1)..]) : (text, null);
    }

    // Numbers by value, and before what is none.
    private static int Part(string left, string right)
    {
        var (a, b) = (IsNumber(left), IsNumber(right));
        return a && b ? Digits.Compare(left, right) : a != b ? (a ? -1 : 1) : Math.Sign(string.CompareOrdinal(left, right));
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
