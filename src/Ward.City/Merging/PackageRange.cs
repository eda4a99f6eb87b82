using Ward.City.Software;

namespace Ward.City.Merging;

/// <summary>
/// Whether a version of a package lies in a range: bounds with &lt;, &lt;=, =, !=, &gt;=, &gt; joined by '|', each in the manager's own order; vers: before it or not. Bounds are
/// points and intervals, not conditions that all must hold (VERS specification, "checking if a version is contained within a range").
/// </summary>
public static class PackageRange
{
    private static readonly string[] Signs = ["!=", "<=", ">=", "<", ">", "="];

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
            var sign = Signs.FirstOrDefault(s => part.StartsWith(s, StringComparison.Ordinal)) ?? "";
            // Versions are encoded one by one, so that none can hold a sign.
            var bound = Uri.UnescapeDataString(part[sign.Length..].Trim());
            if (bound.Length == 0 || bound.Contains(' ', StringComparison.Ordinal)) return null;
            bounds.Add((sign, bound));
        }

        if (bounds.Exists(b => b.Sign is "=" or "" && Order(b.Version) == 0)) return true;
        if (bounds.Exists(b => b.Sign == "!=" && Order(b.Version) == 0)) return false;
        var ends = bounds.Where(b => b.Sign is not ("=" or "" or "!=")).OrderBy(b => b.Version, Comparer<string>.Create((left, right) => InstalledPackage.Compare(manager, left, right))).ToList();
        if (ends.Count == 0) return bounds.Exists(b => b.Sign == "!=");
        if (IsUpper(ends[0]) && Keeps(ends[0])) return true;
        if (!IsUpper(ends[^1]) && Keeps(ends[^1])) return true;
        return ends.Zip(ends.Skip(1)).Any(pair => !IsUpper(pair.First) && IsUpper(pair.Second) && Keeps(pair.First) && Keeps(pair.Second));

        int Order(string bound) => InstalledPackage.Compare(manager, version, bound);

        static bool IsUpper((string Sign, string Version) bound) => bound.Sign[0] == '<';

        bool Keeps((string Sign, string Version) bound) => bound.Sign switch
        {
            "<" => Order(bound.Version) < 0,
            "<=" => Order(bound.Version) <= 0,
            ">" => Order(bound.Version) > 0,
            _ => Order(bound.Version) >= 0,
        };
    }
}
