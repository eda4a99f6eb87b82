using System.Globalization;
using Ward.City.Software;
using Ward.Standards.Packages;

namespace Ward.City.Merging;

/// <summary>
/// Weaknesses of what is installed. Of one source and one package the statements that name it most closely count, and of those a mended version counts more than
/// a general word. Statements by a product's name alone count only where nobody names the package itself.
/// </summary>
internal sealed class PackageMerge(MergeState state, AssetMerge assets, InstalledPackages installed)
{
    private const int Shown = 5;

    private readonly Dictionary<(string Asset, string Reference), List<PackageStatement>> said = [];
    private readonly HashSet<string> known = [.. assets.Assets.Select(a => a.Id.Value)];

    /// <summary>True where the record names packages, and therefore means no asset by its make.</summary>
    public bool Add(CityRecord record)
    {
        if (record["asset"] is not null) return false;
        var urls = record.All("purls").Select(p => PackageUrl.TryRead(p, out var url) ? url : null).OfType<PackageUrl>().Where(u => PackageIdentity.ManagerOf(u) is not null).ToList();
        foreach (var url in urls)
            foreach (var (asset, package) in installed.Named(url.Name))
                if (PackageIdentity.Fit(url, record.All("platforms"), package, out var version) is var fit and >= 0) Add(asset, record, PackageStatement.Of(record, package, fit, version));
        if (record.All("purls").Count == 0)
            foreach (var model in record.All("models").Distinct(StringComparer.Ordinal))
                foreach (var (asset, package) in installed.Called(model)) Add(asset, record, PackageStatement.ByName(record, package));
        return urls.Count > 0;
    }

    /// <summary>What each source comes to for each asset and weakness, with the packages in words.</summary>
    public IEnumerable<(string Asset, string Reference, CityRecord Verdict)> Verdicts()
    {
        foreach (var ((asset, reference), all) in said)
        {
            var byPackage = all.Exists(s => s.Fit >= 0);
            foreach (var source in all.Where(s => s.Fit >= 0 == byPackage).GroupBy(s => s.Record.From.Source, StringComparer.Ordinal))
            {
                var judged = source.GroupBy(s => s.Package.Key).Select(g => (g.First().Package, Statements: g.ToList(), IsAffected: PackageStatement.Together([.. g]))).Where(j => j.IsAffected is not null).ToList();
                if (judged.Count == 0) continue;
                var weak = judged.Where(j => j.IsAffected == true).ToList();
                var decisive = (weak.Count > 0 ? weak : judged)[0].Statements.OrderByDescending(s => s.Fit).ThenByDescending(s => s.IsAffected == weak.Count > 0).First().Record;
                if (!byPackage && weak.Count > 0) state.LeftOut.Add($"exposure {reference} on {asset}: by the version of {weak[0].Package} alone; its distribution may have mended it without raising that");
                yield return (asset, reference, Verdict(decisive, weak.Count > 0, Words(weak.Count > 0 ? weak.Select(j => j.Package) : judged.Select(j => j.Package)), Mended(weak.SelectMany(w => w.Statements))));
            }
        }
    }

    private void Add(AssetId asset, CityRecord record, PackageStatement statement)
    {
        if (!known.Contains(asset.Value)) return;
        var place = (asset.Value, record["reference"] ?? record.Key);
        (said.TryGetValue(place, out var all) ? all : said[place] = []).Add(statement);
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
        foreach (var statement in statements.Where(s => s.Record["decides"] == "true"))
            foreach (var range in statement.Record.All("packageVersions").Where(r => r.StartsWith('<') && !r.StartsWith("<=", StringComparison.Ordinal) && !r.Contains('|', StringComparison.Ordinal)))
                if (latest is null || InstalledPackage.Compare(statement.Package.Manager, range[1..], latest) > 0) latest = range[1..];
        return latest;
    }

    private static string Words(IEnumerable<InstalledPackage> packages)
    {
        List<string> named = [.. packages.Select(p => p.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return named.Count <= Shown ? string.Join(", ", named) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", named.Take(Shown))} and {named.Count - Shown} more");
    }
}
