using System.Globalization;
using Ward.City.Exposures;
using Ward.City.Merging;
using Ward.City.Software;
using Ward.Standards.Cve;
using Ward.Standards.Packages;

namespace Ward.City.Imports;

/// <summary>A record of the CVE list: what it says of the vulnerability, and exposures of whatever asset is the product.</summary>
internal static class CveImport
{
    public static CityDelta Of(CveRecord record, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Cve, record.Updated ?? record.Published) with { Source = settings.Source ?? $"cve:{record.Id}" };
        if (record.State != CveState.Published) return new CityDelta(from.Source, "cve", settings.File, from.Time, [], [$"{record.Id} is {record.State.ToString().ToLowerInvariant()}: nothing is taken over"]);
        var vector = record.Vectors.OrderByDescending(v => v.Version).FirstOrDefault()?.ToString();
        List<CityRecord> records =
        [
            new RecordBuilder(CityPart.Vulnerability, record.Id.Value, from).With("cvss", vector).With("automatable", record.Automatable)
                .With("exploitation", record.Exploitation is { } known ? Signals.Exploitations.First(e => e.Value == known).Key : null).Build(),
        ];
        var commits = 0;
        foreach (var (product, number) in record.Products.Select((p, i) => (p, i)))
        {
            var purl = Package(product);
            var statuses = CveStatuses.Of(product, purl is not null);
            // What is said of commits alone is said of no version that a thing tells of itself; and unknown, which is what no default status means, is neither weak nor sound.
            if (product.Versions.Count > 0 && product.Versions.All(v => v.IsCommit)) commits++;
            else if (statuses.Any(s => !s.StartsWith(StatedVersions.Unknown, StringComparison.Ordinal))) records.Add(OfProduct(product, number, purl, statuses));
        }

        List<string> notes = record.Title is { } title ? [$"{record.Id}: {title}"] : [];
        if (commits > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{record.Id}: {commits} products whose versions are commits are left out"));
        return new CityDelta(from.Source, "cve", settings.File, from.Time, records, notes);

        CityRecord OfProduct(CveProduct product, int number, string? purl, IReadOnlyList<string> statuses)
        {
            var told = new RecordBuilder(CityPart.Exposure, string.Create(CultureInfo.InvariantCulture, $"{record.Id} {number}"), from).With("reference", record.Id.Value).With("kind", "vulnerability").With("cvss", vector)
                .With("vendor", product.Vendor).With(StatedVersions.Field, statuses);
            if (purl is not null)
                return told.With("state", statuses.Any(s => s.StartsWith(StatedVersions.Affected, StringComparison.Ordinal)) ? "affected" : "not-affected").With("purls", [purl]).With("platforms", product.Cpes).Build();
            // A library of another kind keeps its URL, so that no package of the system is taken for it.
            return told.With("purls", product.Purl is { } other ? [other] : []).With("cpes", product.Cpes).With("models", [product.Product]).Build();
        }
    }

    /// <summary>The package of a distribution that is meant, by its URL or by how its versions are ordered; null where it is none.</summary>
    private static string? Package(CveProduct product)
    {
        if (product.Purl is { } told) return PackageUrl.TryRead(told, out var url) && PackageIdentity.ManagerOf(url) is not null ? told : null;
        if (product.Package is not { } name) return null;
        var type = product.Versions.Select(v => v.Scheme?.ToLowerInvariant()).FirstOrDefault(s => s is "rpm" or "deb" or "dpkg");
        var vendor = string.Concat(product.Vendor.Where(char.IsLetter)).ToLowerInvariant();
        // A record without any version orders none; its vendor tells.
        type ??= product.Versions.Count > 0 ? null : vendor switch { "redhat" or "suse" or "oracle" or "fedora" => "rpm", "debian" or "canonical" or "ubuntu" => "deb", _ => null };
        return type is null ? null : $"pkg:{(type == "rpm" ? "rpm" : "deb")}/{(vendor is "redhat" or "suse" or "oracle" or "fedora" or "debian" or "canonical" or "ubuntu" ? vendor + "/" : "")}{Uri.EscapeDataString(name)}";
    }
}
