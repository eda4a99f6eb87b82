using System.Globalization;
using Ward.City.Exposures;
using Ward.City.Merging;
using Ward.Standards.Cve;

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
            var versions = product.AffectedByDefault == true ? [] : product.Versions.Where(v => v.Affected == true).Select(Range).ToList();
            if (product.AffectedByDefault != true && versions.Count == 0 && product.Versions.Count > 0) continue;
            records.Add(new RecordBuilder(CityPart.Exposure, string.Create(CultureInfo.InvariantCulture, $"{record.Id} {number}"), from).With("reference", record.Id.Value).With("kind", "vulnerability").With("cvss", vector)
                .With("cpes", product.Cpes).With("vendor", product.Vendor).With("models", [product.Product]).With("versions", versions).Build());
        }

        return new CityDelta(from.Source, "cve", settings.File, from.Time, records, record.Title is { } title ? [$"{record.Id}: {title}"] : []);
    }

    private static string Range(CveVersion version) => version switch
    {
        { Below: { } below } => version.Version is "0" or "*" or "unspecified" ? $"<{below}" : $">={version.Version}|<{below}",
        { UpTo: { } to } => version.Version is "0" or "*" or "unspecified" ? $"<={to}" : $">={version.Version}|<={to}",
        _ => version.Version,
    };
}
