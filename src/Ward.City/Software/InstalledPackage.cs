using Ward.Standards.Packages;

namespace Ward.City.Software;

/// <summary>A package that is installed on an asset.</summary>
/// <param name="Version">With epoch and revision, as the manager writes it.</param>
/// <param name="Source">Name of the package from whose source it was built; advisories of distributions mostly name that one.</param>
/// <param name="SourceVersion">Of that source, which may differ from the package's own.</param>
public sealed record InstalledPackage(PackageManager Manager, string Name, string Architecture, string Version, string Source, string SourceVersion, OsRelease Os)
{
    /// <summary>Unique on one asset.</summary>
    public (PackageManager Manager, string Name, string Architecture) Key => (Manager, Name, Architecture);

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
