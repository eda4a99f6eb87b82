using System.Globalization;
using Ward.Standards.Packages;

namespace Ward.City.Merging;

/// <summary>Whether a version lies in a range as advisories write it: 1.4.2, &lt;1.4.2, &gt;=1.0|&lt;1.4, vers:generic/&lt;1.4.2, all versions (<see cref="VersionBounds"/>).</summary>
public static class VersionRange
{
    /// <summary>Null where the range is not understood.</summary>
    public static bool? Holds(string range, string version)
    {
        var text = range.Trim();
        var isSemantic = text.StartsWith("vers:semver/", StringComparison.OrdinalIgnoreCase);
        if (text.StartsWith("vers:", StringComparison.OrdinalIgnoreCase)) text = text.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? text[(slash + 1)..] : "";
        if (text is "*" or "" || text.StartsWith("all", StringComparison.OrdinalIgnoreCase)) return true;
        var bounds = new List<(string Sign, string Version)>();
        foreach (var part in text.Split(['|', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (sign, bound) = VersionBounds.Split(part);
            bound = bound.TrimStart('v', 'V');
            if (bound.Length == 0 || !char.IsAsciiDigit(bound[0]) || bound.Contains(' ', StringComparison.Ordinal)) return null;
            bounds.Add((sign, bound));
        }

        return bounds.Count > 0 ? VersionBounds.Hold(bounds, version.Trim().TrimStart('v', 'V'), isSemantic ? SemanticVersion.Compare : Compare) : null;
    }

    /// <summary>Part by part: numbers by value, other text by letter; a version that goes on is later.</summary>
    public static int Compare(string left, string right)
    {
        var (a, b) = (left.Split('.', '-', '_'), right.Split('.', '-', '_'));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (x, y) = (i < a.Length ? a[i] : "0", i < b.Length ? b[i] : "0");
            var order = long.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && long.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? m.CompareTo(n) : string.Compare(x, y, StringComparison.OrdinalIgnoreCase);
            if (order != 0) return order;
        }

        return 0;
    }
}
