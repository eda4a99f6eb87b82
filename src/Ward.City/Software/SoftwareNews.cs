namespace Ward.City.Software;

/// <summary>What an agent tells of the packages of its asset.</summary>
public abstract record SoftwareNews(AssetId Asset)
{
    /// <summary>A list begins: what was told of before is no longer known.</summary>
    public sealed record ListBegins(AssetId Asset, PackageManager Manager) : SoftwareNews(Asset);

    /// <summary>Installed, now or before; under the same name and architecture it stands for what was.</summary>
    public sealed record Present(AssetId Asset, InstalledPackage Package) : SoftwareNews(Asset);

    public sealed record Removed(AssetId Asset, PackageManager Manager, string Name, string Architecture) : SoftwareNews(Asset);
}
