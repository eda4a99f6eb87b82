using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.City.Software;
using Ward.Ingest.Feeds;

namespace Ward.Cities;

/// <summary>
/// What is installed on the assets, one file each in a folder, written when <see cref="Keep"/> asks for it. Bounded; what is beyond is counted. From any thread.
/// </summary>
public sealed class SoftwareBook : IInstalledSoftware
{
    /// <summary>Packages of one asset.</summary>
    public const int MostOfAsset = 20_000;

    /// <summary>Packages of the whole city.</summary>
    public const int Most = 2_000_000;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    private readonly string folder;
    private readonly Lock gate = new();
    private readonly Lock keeping = new();
    private readonly Dictionary<AssetId, Dictionary<(PackageManager, string, string), InstalledPackage>> software = [];
    private readonly HashSet<AssetId> unkept = [];
    private readonly List<string> problems = [];
    private InstalledPackages? index;
    private long version;
    private long left;
    private int count;

    private SoftwareBook(string folder) => this.folder = folder;

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Packages for which there was no room.</summary>
    public long Left => Interlocked.Read(ref left);

    /// <summary>Files that could not be read when it was opened; what stood in them is told of again only when it changes.</summary>
    public IReadOnlyList<string> Problems => problems;

    public static SoftwareBook Open(string folder)
    {
        var book = new SoftwareBook(folder);
        if (!Directory.Exists(folder)) return book;
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)) book.Read(file);
        return book;
    }

    public void Told(SoftwareNews news)
    {
        lock (gate)
        {
            if (!Take(news)) return;
            unkept.Add(news.Asset);
            index = null;
            Interlocked.Increment(ref version);
        }
    }

    public void Keep()
    {
        lock (keeping)
        {
            List<(AssetId Asset, List<InstalledPackage> Packages)> changed;
            lock (gate)
            {
                changed = [.. unkept.Select(a => (a, software.TryGetValue(a, out var own) ? own.Values.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Architecture, StringComparer.Ordinal).ToList() : []))];
                unkept.Clear();
            }

            for (var i = 0; i < changed.Count; i++)
            {
                try
                {
                    SavedFile.Replace(FileOf(changed[i].Asset), new Kept(changed[i].Asset.Value, changed[i].Packages), Shape);
                }
                catch
                {
                    lock (gate) unkept.UnionWith(changed.Skip(i).Select(c => c.Asset));
                    throw;
                }
            }
        }
    }

    /// <summary>What is installed now.</summary>
    public InstalledPackages Now
    {
        get
        {
            lock (gate) return index ??= new InstalledPackages(software.Select(s => KeyValuePair.Create(s.Key, (IReadOnlyCollection<InstalledPackage>)[.. s.Value.Values])));
        }
    }

    /// <summary>Packages of one asset by name; empty where none is known.</summary>
    public IReadOnlyList<InstalledPackage> Of(AssetId asset)
    {
        lock (gate) return software.TryGetValue(asset, out var own) ? [.. own.Values.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Architecture, StringComparer.Ordinal)] : [];
    }

    /// <summary>How many packages each asset has.</summary>
    public IReadOnlyDictionary<AssetId, int> Counts
    {
        get
        {
            lock (gate) return software.ToDictionary(s => s.Key, s => s.Value.Count);
        }
    }

    private bool Take(SoftwareNews news)
    {
        switch (news)
        {
            case SoftwareNews.ListBegins begins:
                if (!software.TryGetValue(begins.Asset, out var known)) return false;
                var gone = known.Keys.Where(k => k.Item1 == begins.Manager).ToList();
                foreach (var key in gone) known.Remove(key);
                count -= gone.Count;
                return gone.Count > 0;
            case SoftwareNews.Present { Package: var package }:
                if (!software.TryGetValue(news.Asset, out var own)) own = software[news.Asset] = [];
                if (own.TryGetValue(package.Key, out var before))
                {
                    own[package.Key] = package;
                    return before != package;
                }

                if (own.Count >= MostOfAsset || count >= Most)
                {
                    Interlocked.Increment(ref left);
                    return false;
                }

                own.Add(package.Key, package);
                count++;
                return true;
            case SoftwareNews.Removed removed:
                if (!software.TryGetValue(removed.Asset, out var there) || !there.Remove((removed.Manager, removed.Name, removed.Architecture))) return false;
                count--;
                return true;
            default: throw new ArgumentOutOfRangeException(nameof(news));
        }
    }

    private void Read(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize<Kept>(File.ReadAllText(file), Shape) is not { Asset.Length: > 0, Packages: { } packages } kept) problems.Add($"{file}: expected the packages of an asset");
            else foreach (var package in packages.Where(p => p is { Name: not null, Version: not null, Os: not null, Source: not null, SourceVersion: not null, Architecture: not null })) Take(new SoftwareNews.Present(new(kept.Asset), package));
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {fault.Message}"));
        }
    }

    private string FileOf(AssetId asset) => Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asset.Value)))[..32]}.json");

    private sealed record Kept(string Asset, IReadOnlyList<InstalledPackage> Packages);
}
