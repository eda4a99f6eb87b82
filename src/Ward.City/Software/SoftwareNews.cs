namespace Ward.City.Software;

/// <summary>What an agent tells of the packages of its asset.</summary>
public abstract record SoftwareNews(AssetId Asset)
{
    /// <summary>A list begins. It is in force when its end has come, and every package of it; until then what was told before stands.</summary>
    /// <param name="List">Its number; empty where the agent, of an earlier build, gives none and tells no end: nothing of it is gathered.</param>
    public sealed record ListBegins(AssetId Asset, PackageManager Manager, string List = "") : SoftwareNews(Asset);

    /// <summary>A list has been told.</summary>
    /// <param name="Packages">How many there are in it.</param>
    public sealed record ListEnds(AssetId Asset, PackageManager Manager, string List, long Packages) : SoftwareNews(Asset);

    /// <summary>Installed. With dpkg it stands for what was under the same name and architecture, with rpm for <see cref="Before"/>.</summary>
    public sealed record Present(AssetId Asset, InstalledPackage Package) : SoftwareNews(Asset)
    {
        /// <summary>True for one of the list that has begun, and has not ended.</summary>
        public bool IsListed { get; init; }

        /// <summary>The version in whose place it came; empty where there was none.</summary>
        public string Before { get; init; } = "";
    }

    /// <param name="Version">Empty with dpkg.</param>
    public sealed record Removed(AssetId Asset, PackageManager Manager, string Name, string Architecture, string Version = "") : SoftwareNews(Asset);
}
