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
/// What is installed on the assets, one file each in a folder, written when <see cref="Keep"/> asks for it. A list that is being told is gathered aside, and takes the place
/// of what stands at its end. Bounded; what is beyond is counted. From any thread.
/// </summary>
public sealed class SoftwareBook : IInstalledSoftware
{
    /// <summary>Packages of one asset.</summary>
    public const int MostOfAsset = 20_000;

    /// <summary>Packages of the whole city; as many again in lists that have not ended.</summary>
    public const int Most = 2_000_000;

    private const int Named = 20;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    private readonly string folder;
    private readonly Func<IEnumerable<KeyValuePair<AssetId, IReadOnlyCollection<InstalledPackage>>>, InstalledPackages> indexed;
    private readonly Lock gate = new();
    private readonly Lock keeping = new();
    private readonly Lock indexing = new();
    private readonly SortedDictionary<AssetId, SoftwareOfAsset> software = new(Comparer<AssetId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value)));
    private readonly HashSet<AssetId> unkept = [];
    private readonly List<string> problems = [];
    private (long Version, InstalledPackages Packages) index = (-1, InstalledPackages.None);
    private long version;
    private long left;
    private long broken;
    private long endless;
    private int count;
    private int aside;

    private SoftwareBook(string folder, Func<IEnumerable<KeyValuePair<AssetId, IReadOnlyCollection<InstalledPackage>>>, InstalledPackages>? indexed) => (this.folder, this.indexed) = (folder, indexed ?? (s => new InstalledPackages(s)));

    /// <summary>Grows with every change of what stands.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Packages for which there was no room.</summary>
    public long Left => Interlocked.Read(ref left);

    /// <summary>Lists that were broken off, came with holes, or found no room, since the book was opened; what stood before them stands.</summary>
    public long Broken => Interlocked.Read(ref broken);

    /// <summary>Lists that began without a number since the book was opened: agents of earlier builds tell so, and never an end. Nothing of them is gathered.</summary>
    public long Endless => Interlocked.Read(ref endless);

    /// <summary>Files that could not be read when it was opened; what stood in them is told of again within a day.</summary>
    public IReadOnlyList<string> Problems => problems;

    public static SoftwareBook Open(string folder) => Open(folder, null);

    /// <param name="indexed">Makes the index of what stands; for tests.</param>
    internal static SoftwareBook Open(string folder, Func<IEnumerable<KeyValuePair<AssetId, IReadOnlyCollection<InstalledPackage>>>, InstalledPackages>? indexed)
    {
        var book = new SoftwareBook(folder, indexed);
        if (!Directory.Exists(folder)) return book;
        try
        {
            foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)) book.Read(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            book.problems.Add(string.Create(CultureInfo.InvariantCulture, $"{folder}: {fault.Message}"));
        }

        return book;
    }

    public void Told(SoftwareNews news)
    {
        lock (gate)
        {
            switch (Take(news))
            {
                case Taken.Nothing: return;
                case Taken.Standing: Interlocked.Increment(ref version); break;
                case Taken.Aside: break;
                default: throw new InvalidOperationException("Something of an unknown kind was taken.");
            }

            unkept.Add(news.Asset);
        }
    }

    public void Keep()
    {
        lock (keeping)
        {
            List<Kept> changed;
            lock (gate)
            {
                changed = [.. unkept.Select(a => KeptOf(a, software.GetValueOrDefault(a)))];
                unkept.Clear();
            }

            for (var i = 0; i < changed.Count; i++)
            {
                try
                {
                    SavedFile.Replace(FileOf(new AssetId(changed[i].Asset)), changed[i], Shape);
                }
                catch
                {
                    lock (gate) unkept.UnionWith(changed.Skip(i).Select(c => new AssetId(c.Asset)));
                    throw;
                }
            }
        }
    }

    /// <summary>What is installed now. Who tells of packages meanwhile does not wait for it: only assets that changed are copied while nobody may tell.</summary>
    public InstalledPackages Now
    {
        get
        {
            lock (indexing)
            {
                long at;
                List<KeyValuePair<AssetId, IReadOnlyCollection<InstalledPackage>>> standing;
                lock (gate)
                {
                    at = Version;
                    if (index.Version == at) return index.Packages;
                    standing = [.. software.Select(s => KeyValuePair.Create(s.Key, (IReadOnlyCollection<InstalledPackage>)s.Value.All))];
                }

                index = (at, indexed(standing));
                return index.Packages;
            }
        }
    }

    /// <summary>Packages of one asset by name; empty where none is known.</summary>
    public IReadOnlyList<InstalledPackage> Of(AssetId asset)
    {
        lock (gate) return software.TryGetValue(asset, out var own) ? own.All : [];
    }

    /// <summary>How many packages each asset has.</summary>
    public IReadOnlyDictionary<AssetId, int> Counts
    {
        get
        {
            lock (gate) return software.Where(s => s.Value.Packages.Count > 0).ToDictionary(s => s.Key, s => s.Value.Packages.Count);
        }
    }

    /// <summary>Lists whose end has not come, or that were not whole, for a person; bounded.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            List<string> told = [];
            lock (gate)
            {
                foreach (var (asset, own) in software)
                {
                    told.AddRange(own.Lists.Values.Select(l => string.Create(CultureInfo.InvariantCulture, $"asset {asset}: the end of its list of installed packages has not come ({l.Packages.Count} were told); what was told before counts")));
                    if (own.Broken is { } words) told.Add($"asset {asset}: {words}; what was told before counts");
                }
            }

            return told.Count <= Named ? told : [.. told.Take(Named), string.Create(CultureInfo.InvariantCulture, $"{told.Count - Named} more lists of installed packages that are not whole")];
        }
    }

    private Taken Take(SoftwareNews news)
    {
        if (!software.TryGetValue(news.Asset, out var own))
        {
            if (news is SoftwareNews.Removed) return Taken.Nothing;
            own = software[news.Asset] = new SoftwareOfAsset();
        }

        switch (news)
        {
            case SoftwareNews.ListBegins begins:
                if (own.Lists.Remove(begins.Manager, out var former))
                {
                    aside -= former.Packages.Count;
                    if (former.Number != begins.List) Interlocked.Increment(ref broken);
                }

                if (begins.List.Length > 0) own.Lists[begins.Manager] = new SoftwareList(begins.Manager, begins.List);
                else
                {
                    Interlocked.Increment(ref endless);
                    own.Broken = "its agent is of an earlier build, which tells no end of its list of installed packages: renew it";
                }

                return Taken.Aside;
            case SoftwareNews.ListEnds ends: return End(own, ends);
            case SoftwareNews.Present { IsListed: true, Package: var package }:
                // Without its beginning it is part of nothing whole.
                if (!own.Lists.TryGetValue(package.Manager, out var list)) return Taken.Nothing;
                if (!list.Packages.ContainsKey(package.Key) && (list.Packages.Count >= MostOfAsset || aside >= Most))
                {
                    list.Beyond++;
                    return Taken.Aside;
                }

                if (!list.Packages.ContainsKey(package.Key)) aside++;
                list.Packages[package.Key] = package;
                return Taken.Aside;
            case SoftwareNews.Present { Package: var package, Before: var replaced }:
                var gone = replaced.Length > 0 && replaced != package.Version && package.Manager == PackageManager.Rpm && own.Remove(PackageKey.Of(package.Manager, package.Name, package.Architecture, replaced));
                if (gone) count--;
                if (own.Packages.TryGetValue(package.Key, out var before))
                {
                    own.Put(package);
                    return gone || before != package ? Taken.Standing : Taken.Nothing;
                }

                if (own.Packages.Count >= MostOfAsset || count >= Most)
                {
                    Interlocked.Increment(ref left);
                    return gone ? Taken.Standing : Taken.Nothing;
                }

                own.Put(package);
                count++;
                return Taken.Standing;
            case SoftwareNews.Removed removed:
                if (!own.Remove(PackageKey.Of(removed.Manager, removed.Name, removed.Architecture, removed.Version))) return Taken.Nothing;
                count--;
                return Taken.Standing;
            default: throw new ArgumentOutOfRangeException(nameof(news));
        }
    }

    private Taken End(SoftwareOfAsset own, SoftwareNews.ListEnds ends)
    {
        // Told twice it is told once.
        if (!own.Lists.Remove(ends.Manager, out var list)) return own.Ended.GetValueOrDefault(ends.Manager) == ends.List && ends.List.Length > 0 ? Taken.Nothing : Break(own, ends, 0, 0);
        aside -= list.Packages.Count;
        if (!list.IsWhole(ends.List, ends.Packages)) return Break(own, ends, list.Packages.Count, list.Beyond);
        own.Broken = null;
        own.Ended[ends.Manager] = list.Number;
        var others = own.Packages.Values.Where(p => p.Manager != ends.Manager).ToList();
        var room = Math.Max(0, Math.Min(MostOfAsset - others.Count, Most - (count - own.Packages.Count + others.Count)));
        Interlocked.Add(ref left, Math.Max(0, list.Packages.Count - room));
        List<InstalledPackage> now = [.. others, .. list.Packages.Values.OrderBy(p => p.Name, StringComparer.Ordinal).Take(room)];
        if (now.Count == own.Packages.Count && now.TrueForAll(p => own.Packages.TryGetValue(p.Key, out var known) && known == p)) return Taken.Aside;
        count += now.Count - own.Packages.Count;
        own.Become(now);
        return Taken.Standing;
    }

    private Taken Break(SoftwareOfAsset own, SoftwareNews.ListEnds ends, int there, long beyond)
    {
        Interlocked.Increment(ref broken);
        Interlocked.Add(ref left, beyond);
        own.Broken = beyond > 0 ? string.Create(CultureInfo.InvariantCulture, $"there was no room for its list of installed packages ({there} of {ends.Packages} found room)")
            : string.Create(CultureInfo.InvariantCulture, $"its list of installed packages came with holes ({there} of {ends.Packages})");
        return Taken.Aside;
    }

    private void Read(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize<Kept>(File.ReadAllText(file), Shape) is not { Asset.Length: > 0, Packages: { } packages } kept)
            {
                problems.Add($"{file}: expected the packages of an asset");
                return;
            }

            var asset = new AssetId(kept.Asset);
            foreach (var package in packages.Where(IsWhole)) Take(new SoftwareNews.Present(asset, package));
            foreach (var list in (kept.Lists ?? []).OfType<KeptList>().Where(l => l.Number is { Length: > 0 }))
            {
                Take(new SoftwareNews.ListBegins(asset, list.Manager, list.Number!));
                foreach (var package in (list.Packages ?? []).Where(IsWhole)) Take(new SoftwareNews.Present(asset, package) { IsListed = true });
            }

            if (!software.TryGetValue(asset, out var own)) return;
            own.Broken = kept.Broken;
            foreach (var (manager, number) in kept.Ended ?? []) own.Ended[manager] = number;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {fault.Message}"));
        }

        static bool IsWhole(InstalledPackage p) => p is { Name: not null, Version: not null, Os: { Id: not null, Version: not null, Codename: not null, Like: not null }, Source: not null, SourceVersion: not null, Architecture: not null };
    }

    private static Kept KeptOf(AssetId asset, SoftwareOfAsset? own) => own is null ? new(asset.Value, []) : new(asset.Value, own.All)
    {
        Lists = own.Lists.Count == 0 ? null : [.. own.Lists.Values.Select(l => new KeptList(l.Manager, l.Number, [.. l.Packages.Values]))],
        Ended = own.Ended.Count == 0 ? null : new(own.Ended),
        Broken = own.Broken,
    };

    private string FileOf(AssetId asset) => Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asset.Value)))[..32]}.json");

    /// <summary>What a piece of news changed.</summary>
    private enum Taken { Nothing, Aside, Standing }

    private sealed record Kept(string Asset, IReadOnlyList<InstalledPackage> Packages)
    {
        public IReadOnlyList<KeptList>? Lists { get; init; }

        public Dictionary<PackageManager, string>? Ended { get; init; }

        public string? Broken { get; init; }
    }

    private sealed record KeptList(PackageManager Manager, string? Number, IReadOnlyList<InstalledPackage>? Packages);
}
