namespace Ward.City.Software;

/// <summary>What is installed in the whole city, by name. Immutable.</summary>
public sealed class InstalledPackages
{
    private readonly Dictionary<string, List<(AssetId, InstalledPackage)>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(AssetId, InstalledPackage)>> byPlain = new(StringComparer.Ordinal);

    /// <param name="software">Packages by the asset on which they are.</param>
    public InstalledPackages(IEnumerable<KeyValuePair<AssetId, IReadOnlyCollection<InstalledPackage>>> software)
    {
        foreach (var (asset, packages) in software.OrderBy(s => s.Key.Value, StringComparer.Ordinal))
            foreach (var package in packages)
            {
                Add(byName, package.Name, asset, package);
                if (package.Source != package.Name) Add(byName, package.Source, asset, package);
                Add(byPlain, Plain(package.Name), asset, package);
                if (Plain(package.Source) != Plain(package.Name)) Add(byPlain, Plain(package.Source), asset, package);
            }
    }

    public static InstalledPackages None { get; } = new([]);

    /// <summary>Names of packages and of their sources.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>Where a package, or one built from such a source, is installed.</summary>
    public IReadOnlyList<(AssetId Asset, InstalledPackage Package)> Named(string name) => byName.GetValueOrDefault(name) ?? [];

    /// <summary>The same by a product's name as people write it: letters and digits alone count, in any case.</summary>
    public IReadOnlyList<(AssetId Asset, InstalledPackage Package)> Called(string product) => byPlain.GetValueOrDefault(Plain(product)) ?? [];

    private static void Add(Dictionary<string, List<(AssetId, InstalledPackage)>> index, string name, AssetId asset, InstalledPackage package)
    {
        if (name.Length > 0) (index.TryGetValue(name, out var all) ? all : index[name] = []).Add((asset, package));
    }

    /// <summary>A product's name as it is compared: letters and digits alone, in lower case.</summary>
    internal static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
