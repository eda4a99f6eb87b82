using System.Globalization;
using Ward.City.Software;
using Ward.Standards.Packages;

namespace Ward.City.Merging;

/// <summary>
/// One weakness, and what is installed. Of one package the statements of its own distribution count before those of another, of one source those that name it most closely, and of
/// those a mended version more than a general word. By a product's name alone nothing is known: what a distribution mended within a version, its makers' version does not say.
/// </summary>
/// <param name="known">Ids of the assets of the city.</param>
internal sealed class PackageMerge(IReadOnlySet<string> known, InstalledPackages installed)
{
    private const int Shown = 5;

    private readonly Dictionary<string, List<PackageStatement>> said = new(StringComparer.Ordinal);

    /// <summary>True where the record names packages, and therefore means no asset by its make.</summary>
    public bool Add(CityRecord record)
    {
        if (record["asset"] is not null) return false;
        var urls = record.All("purls").Select(p => PackageUrl.TryRead(p, out var url) ? url : null).OfType<PackageUrl>().Where(u => PackageIdentity.ManagerOf(u) is not null).ToList();
        foreach (var url in urls)
            foreach (var (asset, package) in installed.Named(url.Name))
                if (PackageIdentity.Fit(url, record.All("platforms"), record["module"], package, out var version) is var fit and >= 0) Add(asset, PackageStatement.Of(record, package, fit, version));
        if (record.All("purls").Count == 0)
            foreach (var model in record.All("models").Distinct(StringComparer.Ordinal))
                foreach (var (asset, package) in installed.Called(model)) Add(asset, PackageStatement.ByName(record, package));
        return urls.Count > 0;
    }

    /// <summary>What it comes to on each asset that has such a package.</summary>
    public IEnumerable<PackageVerdict> Verdicts() => said.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Of(s.Key, s.Value));

    private static PackageVerdict Of(string asset, List<PackageStatement> all)
    {
        var (unknown, idle) = (new List<InstalledPackage>(), new List<InstalledPackage>());
        var bySource = new SortedDictionary<string, List<(InstalledPackage Package, List<PackageStatement> Statements, bool IsAffected)>>(StringComparer.Ordinal);
        foreach (var package in all.GroupBy(s => s.Package.Key).Select(p => p.ToList()))
        {
            var nearest = package.Max(s => Math.Min(s.Fit, PackageIdentity.Own));
            // Own distribution, else one it is made from or none, else the name alone.
            var heard = package.Where(s => nearest switch { >= PackageIdentity.Own => s.Fit >= PackageIdentity.Own, >= 0 => s.Fit >= 0, _ => true }).ToList();
            if (nearest < 0)
            {
                if (heard.Exists(s => s.IsAffected == true)) unknown.Add(heard[0].Package);
                continue;
            }

            foreach (var source in heard.GroupBy(s => s.Record.From.Source, StringComparer.Ordinal))
            {
                if (PackageStatement.Together([.. source]) is not { } isAffected)
                {
                    if (source.Any(s => s.IsAffected == true)) unknown.Add(heard[0].Package);
                }
                else if (isAffected && heard[0].Package.IsRunning == false) idle.Add(heard[0].Package);
                else (bySource.TryGetValue(source.Key, out var judged) ? judged : bySource[source.Key] = []).Add((heard[0].Package, [.. source], isAffected));
            }
        }

        return new(asset, [.. bySource.Values.Select(j => Verdict(j))], Said(unknown), Said(idle));
    }

    private static string? Said(List<InstalledPackage> packages) => packages.Count > 0 ? Words(packages) : null;

    private static CityRecord Verdict(List<(InstalledPackage Package, List<PackageStatement> Statements, bool IsAffected)> judged)
    {
        var weak = judged.Where(j => j.IsAffected).ToList();
        var decisive = (weak.Count > 0 ? weak : judged)[0].Statements.OrderByDescending(s => s.Fit).ThenByDescending(s => s.IsAffected == weak.Count > 0).First().Record;
        return Verdict(decisive, weak.Count > 0, Words((weak.Count > 0 ? weak : judged).Select(j => j.Package)), Mended(weak.SelectMany(w => w.Statements)));
    }

    private void Add(AssetId asset, PackageStatement statement)
    {
        if (known.Contains(asset.Value)) (said.TryGetValue(asset.Value, out var all) ? all : said[asset.Value] = []).Add(statement);
    }

    private static CityRecord Verdict(CityRecord record, bool isAffected, string packages, string? mended)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>(record.Fields, StringComparer.Ordinal) { ["state"] = [isAffected ? "affected" : "not-affected"], ["package"] = [packages] };
        if (mended is not null) fields["mended"] = [mended];
        return record with { Fields = fields };
    }

    /// <summary>The latest of the versions that sources say are mended; null where none is named.</summary>
    private static string? Mended(IEnumerable<PackageStatement> statements)
    {
        string? latest = null;
        foreach (var (statement, version) in statements.SelectMany(s => Named(s.Record).Select(v => (s, v))))
            if (latest is null || InstalledPackage.Compare(statement.Package.Manager, version, latest) > 0) latest = version;
        return latest;
    }

    private static IEnumerable<string> Named(CityRecord record) => StatedVersions.Mended(record.All(StatedVersions.Field)).Concat(record["decides"] != "true" ? [] :
        record.All("packageVersions").Where(r => r.StartsWith('<') && !r.StartsWith("<=", StringComparison.Ordinal) && !r.Contains('|', StringComparison.Ordinal)).Select(r => r[1..]));

    private static string Words(IEnumerable<InstalledPackage> packages)
    {
        List<string> named = [.. packages.Select(p => p.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return named.Count <= Shown ? string.Join(", ", named) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", named.Take(Shown))} and {named.Count - Shown} more");
    }
}
