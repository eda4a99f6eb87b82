namespace Ward.City.Software;

/// <summary>Which package of an asset: dpkg has one version of a name and architecture, rpm may have several beside each other (kernels).</summary>
/// <param name="Version">Empty for dpkg.</param>
public readonly record struct PackageKey(PackageManager Manager, string Name, string Architecture, string Version)
{
    public static PackageKey Of(PackageManager manager, string name, string architecture, string version) => new(manager, name, architecture, manager == PackageManager.Rpm ? version : "");
}
