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
        foreach (var (product, number) in record.Products.Select((p, i) => (p, i)))
        {
            if (Package(product) is { } purl)
            {
                // Unknown, which is what no default status means (CVE record format), is neither weak nor sound.
                if (product.AffectedByDefault is not null || product.Versions.Any(v => v.Affected == true)) records.Add(OfPackage(product, number, purl));
                continue;
            }

            var versions = product.AffectedByDefault == true ? [] : product.Versions.Where(v => v.Affected == true).Select(Range).ToList();
            if (product.AffectedByDefault != true && versions.Count == 0 && product.Versions.Count > 0) continue;
            records.Add(new RecordBuilder(CityPart.Exposure, string.Create(CultureInfo.InvariantCulture, $"{record.Id} {number}"), from).With("reference", record.Id.Value).With("kind", "vulnerability").With("cvss", vector)
                .With("cpes", product.Cpes).With("vendor", product.Vendor).With("models", [product.Product]).With("versions", versions).Build());
        }

        return new CityDelta(from.Source, "cve", settings.File, from.Time, records, record.Title is { } title ? [$"{record.Id}: {title}"] : []);

        CityRecord OfPackage(CveProduct product, int number, string purl)
        {
            // Where all are weak but those listed, what is listed begins at the mended one.
            IReadOnlyList<string> weak = product.AffectedByDefault == true
                ? [.. product.Versions.Where(v => v is { Affected: false } && (v.Below ?? v.UpTo) is "*" or null).Select(v => $"<{v.Version}")]
                : [.. product.Versions.Where(v => v.Affected == true).Select(Range)];
            var isSound = product.AffectedByDefault != true && weak.Count == 0;
            var told = new RecordBuilder(CityPart.Exposure, string.Create(CultureInfo.InvariantCulture, $"{record.Id} {number}"), from).With("reference", record.Id.Value).With("state", isSound ? "not-affected" : "affected")
                .With("kind", "vulnerability").With("cvss", vector).With("vendor", product.Vendor).With("purls", [purl]).With("platforms", product.Cpes).Build();
            return weak.Count > 0 && (product.AffectedByDefault is not null) ? told with { Fields = PackageFields.Mended(told.Fields, weak) } : weak.Count == 0 ? told : told with { Fields = PackageFields.Weak(told.Fields, weak) };
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

    private static string Range(CveVersion version) => version switch
    {
        { Below: { } below } => version.Version is "0" or "*" or "unspecified" ? $"<{below}" : $">={version.Version}|<{below}",
        { UpTo: { } to } => version.Version is "0" or "*" or "unspecified" ? $"<={to}" : $">={version.Version}|<={to}",
        _ => version.Version,
    };
}
