using Ward.City.Software;

namespace Ward.City.Merging;

/// <summary>
/// Whether a version of a package lies in a range: bounds with &lt;, &lt;=, =, !=, &gt;=, &gt; joined by '|', each in the manager's own order; vers: before it or not
/// (<see cref="VersionBounds"/>).
/// </summary>
public static class PackageRange
{
    /// <summary>Null where the range is not understood.</summary>
    public static bool? Holds(string range, PackageManager manager, string version)
    {
        var text = range.Trim();
        if (text.StartsWith("vers:", StringComparison.OrdinalIgnoreCase))
        {
            // The scheme of another kind orders otherwise (VERS specification, section on schemes).
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || text[5..slash].ToLowerInvariant() is not ("deb" or "rpm" or "all")) return null;
            text = text[(slash + 1)..];
        }

        if (text is "*" or "") return true;
        var bounds = new List<(string Sign, string Version)>();
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (sign, bound) = VersionBounds.Split(part);
            // Versions are encoded one by one, so that none can hold a sign.
            bound = Uri.UnescapeDataString(bound);
            if (bound.Length == 0 || bound.Contains(' ', StringComparison.Ordinal)) return null;
            bounds.Add((sign, bound));
        }

        return VersionBounds.Hold(bounds, version, (left, right) => InstalledPackage.Compare(manager, left, right));
    }
}
