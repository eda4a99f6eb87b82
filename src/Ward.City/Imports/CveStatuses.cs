using Ward.City.Merging;
using Ward.Standards.Cve;

namespace Ward.City.Imports;

/// <summary>
/// What a CVE record says of the versions of a product, as statements of which the first that holds counts (CVE record format, versions: the first entry that holds a version
/// gives its status, changes within the entry before it; where none holds, the default status).
/// </summary>
internal static class CveStatuses
{
    /// <param name="isPackage">Of a distribution, whose manager orders its versions whatever the record calls them.</param>
    public static IReadOnlyList<string> Of(CveProduct product, bool isPackage)
    {
        var stated = new List<string>();
        var unordered = new HashSet<bool?>();
        foreach (var version in product.Versions)
        {
            if (version.IsCommit || Ranges(version, isPackage) is not { } ranges) unordered.Add(version.Affected);
            else stated.AddRange(ranges);
        }

        // A version that no entry holds may be one of those that cannot be ordered.
        var isOpen = unordered.Any(s => s != product.AffectedByDefault);
        stated.Add($"{Word(isOpen ? null : product.AffectedByDefault)} *");
        return stated;
    }

    // Null where an end cannot be ordered.
    private static List<string>? Ranges(CveVersion version, bool isPackage)
    {
        var scheme = !isPackage && version.Scheme?.ToLowerInvariant() == "semver" ? "vers:semver/" : "";
        if (version is { Below: null, UpTo: null }) return [$"{Word(version.Affected)} {(version.Version is "*" ? "*" : scheme + version.Version)}"];
        var end = End(version);
        if (end is null) return null;
        // A later change counts before an earlier one, and each before the range itself.
        List<string> ranges = [.. version.Changes.Reverse().Select(c => $"{Word(c.Affected)} {Between(scheme, c.At, end)}")];
        ranges.Add($"{Word(version.Affected)} {Between(scheme, version.Version is "0" or "*" or "unspecified" ? "" : version.Version, end)}");
        return ranges;
    }

    private static string Between(string scheme, string from, string end) => (from.Length, end.Length) switch
    {
        (0, 0) => "*",
        (0, _) => scheme + end,
        (_, 0) => $"{scheme}>={from}",
        _ => $"{scheme}>={from}|{end}",
    };

    // Empty where there is no end; 5.10.* ends before 5.11.
    private static string? End(CveVersion version)
    {
        var (sign, text) = version.Below is { } below ? ("<", below) : ("<=", version.UpTo!);
        if (text == "*") return "";
        if (!text.Contains('*', StringComparison.Ordinal)) return sign + text;
        var parts = text.Split('.');
        return sign == "<=" && parts.Length > 1 && parts[^1] == "*" && int.TryParse(parts[^2], out var last) && last < int.MaxValue ? $"<{string.Join('.', [.. parts[..^2], (last + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)])}" : null;
    }

    private static string Word(bool? affected) => affected switch { true => StatedVersions.Affected, false => StatedVersions.Sound, null => StatedVersions.Unknown };
}
