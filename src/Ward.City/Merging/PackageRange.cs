using Ward.City.Software;

namespace Ward.City.Merging;

/// <summary>Whether a version of a package lies in a range: bounds with &lt;, &lt;=, =, &gt;=, &gt; joined by '|', each in the manager's own order; vers: before it or not.</summary>
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
            text = Uri.UnescapeDataString(text[(slash + 1)..]);
        }

        if (text is "*" or "") return true;
        var holds = true;
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.StartsWith("<=", StringComparison.Ordinal) || part.StartsWith(">=", StringComparison.Ordinal) ? 2 : part[0] is '<' or '>' or '=' ? 1 : 0;
            var bound = part[sign..].Trim();
            if (bound.Length == 0 || bound.Contains(' ', StringComparison.Ordinal)) return null;
            var order = InstalledPackage.Compare(manager, version, bound);
            holds &= part[..sign] switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, ">=" => order >= 0, _ => order == 0 };
        }

        return holds;
    }
}
