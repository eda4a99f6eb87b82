using Ward.Standards.Packages;

namespace Ward.City.Software;

/// <summary>A package that is installed on an asset.</summary>
/// <param name="Version">With epoch and revision, as the manager writes it.</param>
/// <param name="Source">Name of the package from whose source it was built; advisories of distributions mostly name that one.</param>
/// <param name="SourceVersion">Of that source, which may differ from the package's own.</param>
public sealed record InstalledPackage(PackageManager Manager, string Name, string Architecture, string Version, string Source, string SourceVersion, OsRelease Os)
{
    /// <summary>False for a kernel that is installed and does not run, and for what never runs of it; null for what is no kernel, or where that is not known.</summary>
    public bool? IsRunning { get; init; }

    /// <summary>Name and stream of the module that it is of, as nodejs:16; empty where it is of none, null where that is not known.</summary>
    public string? Module { get; init; }

    /// <summary>Unique on one asset.</summary>
    public PackageKey Key => PackageKey.Of(Manager, Name, Architecture, Version);

    /// <summary>In the manager's own order.</summary>
    public static int Compare(PackageManager manager, string left, string right) => manager switch
    {
        PackageManager.Dpkg => DpkgVersion.Compare(left, right),
        PackageManager.Rpm => RpmVersion.Compare(left, right),
        _ => throw new ArgumentOutOfRangeException(nameof(manager)),
    };

    /// <summary>The version that its makers gave it, without what the distribution added.</summary>
    public string Upstream => Manager switch
    {
        PackageManager.Dpkg => DpkgVersion.Upstream(Version),
        PackageManager.Rpm => RpmVersion.Upstream(Version),
        _ => throw new InvalidOperationException("A manager of an unknown kind."),
    };

    public override string ToString() => $"{Name} {Version}";
}
