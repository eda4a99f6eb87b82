using Ward.City.Assets;

namespace Ward.City.Merging;

/// <summary>Whether an asset is the product of an advisory: by CPE name, else by vendor and model; then by version.</summary>
internal static class ProductMatch
{
    /// <summary>True, false, or null where product fits and the version cannot be judged.</summary>
    public static bool? Is(CityRecord exposure, Asset asset)
    {
        var make = asset.Make;
        if (exposure.All("serials") is { Count: > 0 } serials) return make.Serial is { } serial && serials.Contains(serial, StringComparer.OrdinalIgnoreCase);
        var cpes = exposure.All("cpes").Select(Cpe).Where(c => c.Product.Length > 0).ToList();
        var own = make.Cpes.Select(Cpe).Where(c => c.Product.Length > 0).ToList();
        var same = own.FirstOrDefault(o => cpes.Exists(c => c.Vendor == o.Vendor && c.Product == o.Product));
        var byName = make.Model is { } model && exposure.All("models").Any(m => Plain(m) == Plain(model))
            && (make.Vendor is not { } vendor || exposure["vendor"] is not { } told || Plain(vendor).StartsWith(Plain(told), StringComparison.Ordinal) || Plain(told).StartsWith(Plain(vendor), StringComparison.Ordinal));
        if (same.Product is null && !byName) return false;

        var version = same.Version is { Length: > 0 } stated ? stated : make.Version;
        if (exposure.All(StatedVersions.Field) is { Count: > 0 } statuses)
            return (version is null ? StatedVersions.OfAny(statuses) : StatedVersions.Of(statuses, r => VersionRange.Holds(r, version))?.Status) switch { null => null, StatedVersions.Affected => true, _ => false };
        var named = cpes.Where(c => c.Product == same.Product && c.Version.Length > 0).Select(c => c.Version).Concat(exposure.All("versions")).ToList();
        if (named.Count == 0) return true;
        if (version is null) return named.Exists(n => VersionRange.Holds(n, "0") == true && VersionRange.Holds(n, "999999") == true) ? true : null;
        var judged = named.Select(n => VersionRange.Holds(n, version)).ToList();
        return judged.Contains(true) ? true : judged.Contains(null) ? null : false;
    }

    /// <summary>Vendor and product of a CPE name; null where it is none.</summary>
    public static string? ProductOf(string cpe) => Cpe(cpe) is { Product.Length: > 0 } read ? $"{read.Vendor}:{read.Product}" : null;

    private static (string Vendor, string Product, string Version) Cpe(string text)
    {
        var parts = text.StartsWith("cpe:2.3:", StringComparison.Ordinal) ? text[8..].Split(':') : text.StartsWith("cpe:/", StringComparison.Ordinal) ? text[5..].Split(':') : [];
        var version = parts.Length > 3 && parts[3] is not ("*" or "-") ? parts[3] : "";
        return parts.Length > 2 ? (parts[1].ToLowerInvariant(), parts[2].ToLowerInvariant(), version) : ("", "", "");
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
