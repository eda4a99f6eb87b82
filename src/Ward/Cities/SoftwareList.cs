using Ward.City.Software;

namespace Ward.Cities;

/// <summary>A list of packages that an agent began to tell and has not ended. Beside what stands until it is whole.</summary>
/// <param name="number">The agent's own number of it; never empty.</param>
internal sealed class SoftwareList(PackageManager manager, string number)
{
    public PackageManager Manager => manager;

    public string Number => number;

    public Dictionary<PackageKey, InstalledPackage> Packages { get; } = [];

    /// <summary>Packages for which there was no room.</summary>
    public long Beyond { get; set; }

    /// <summary>True where all that its end speaks of has come, and there was room for it.</summary>
    public bool IsWhole(string ended, long told) => number == ended && Beyond == 0 && Packages.Count == told;
}
