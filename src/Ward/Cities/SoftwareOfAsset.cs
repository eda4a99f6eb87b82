using Ward.City.Software;

namespace Ward.Cities;

/// <summary>What is known of the packages of one asset. Not thread-safe; <see cref="All"/> once given stays as it is.</summary>
internal sealed class SoftwareOfAsset
{
    private Dictionary<PackageKey, InstalledPackage> packages = [];
    private IReadOnlyList<InstalledPackage>? all;

    /// <summary>Those that count.</summary>
    public IReadOnlyDictionary<PackageKey, InstalledPackage> Packages => packages;

    /// <summary>Lists that have begun and not ended.</summary>
    public Dictionary<PackageManager, SoftwareList> Lists { get; } = [];

    /// <summary>The number of the last list that was whole.</summary>
    public Dictionary<PackageManager, string> Ended { get; } = [];

    /// <summary>How the last list was not whole, for a person; null where it was.</summary>
    public string? Broken { get; set; }

    /// <summary>The same by name, architecture and version.</summary>
    public IReadOnlyList<InstalledPackage> All =>
        all ??= [.. packages.Values.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Architecture, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];

    public void Put(InstalledPackage package)
    {
        packages[package.Key] = package;
        all = null;
    }

    public bool Remove(PackageKey key)
    {
        if (!packages.Remove(key)) return false;
        all = null;
        return true;
    }

    public void Become(IEnumerable<InstalledPackage> now)
    {
        packages = now.ToDictionary(p => p.Key);
        all = null;
    }
}
