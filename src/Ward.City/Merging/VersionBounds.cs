namespace Ward.City.Merging;

/// <summary>
/// Bounds of a range of versions: a sign (&lt;, &lt;=, =, !=, &gt;=, &gt;; none is =) and a version each. They are points and intervals, not conditions that all must hold
/// (VERS specification, "checking if a version is contained within a range").
/// </summary>
internal static class VersionBounds
{
    private static readonly string[] Signs = ["!=", "<=", ">=", "<", ">", "="];

    /// <summary>The sign that a bound begins with, and the rest.</summary>
    public static (string Sign, string Version) Split(string bound)
    {
        var sign = Signs.FirstOrDefault(s => bound.StartsWith(s, StringComparison.Ordinal)) ?? "";
        return (sign.Length == 0 ? "=" : sign, bound[sign.Length..].Trim());
    }

    /// <param name="bounds">At least one.</param>
    /// <param name="order">Of two versions.</param>
    public static bool Hold(IReadOnlyCollection<(string Sign, string Version)> bounds, string version, Comparison<string> order)
    {
        if (bounds.Any(b => b.Sign == "=" && order(version, b.Version) == 0)) return true;
        if (bounds.Any(b => b.Sign == "!=" && order(version, b.Version) == 0)) return false;
        var ends = bounds.Where(b => b.Sign is not ("=" or "!=")).OrderBy(b => b.Version, Comparer<string>.Create(order)).ToList();
        if (ends.Count == 0) return bounds.Any(b => b.Sign == "!=");
        if (IsUpper(ends[0]) && Keeps(ends[0])) return true;
        if (!IsUpper(ends[^1]) && Keeps(ends[^1])) return true;
        return ends.Zip(ends.Skip(1)).Any(pair => !IsUpper(pair.First) && IsUpper(pair.Second) && Keeps(pair.First) && Keeps(pair.Second));

        static bool IsUpper((string Sign, string Version) bound) => bound.Sign[0] == '<';

        bool Keeps((string Sign, string Version) bound) => bound.Sign switch
        {
            "<" => order(version, bound.Version) < 0,
            "<=" => order(version, bound.Version) <= 0,
            ">" => order(version, bound.Version) > 0,
            _ => order(version, bound.Version) >= 0,
        };
    }
}
