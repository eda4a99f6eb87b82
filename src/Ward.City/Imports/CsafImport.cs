using System.Globalization;
using Ward.City.Merging;
using Ward.Standards.Csaf;

namespace Ward.City.Imports;

/// <summary>Vulnerabilities of an advisory as exposures of whatever asset is the product.</summary>
internal static class CsafImport
{
    public static CityDelta Of(CsafDocument document, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Csaf, document.Released) with { Source = settings.Source ?? $"csaf:{document.Id}" };
        var (records, open) = (new List<CityRecord>(), 0);
        foreach (var (vulnerability, number) in document.Vulnerabilities.Select((v, i) => (v, i + 1)))
        {
            var reference = vulnerability.Cve?.Value ?? string.Create(CultureInfo.InvariantCulture, $"{document.Id}.{number}");
            foreach (var product in vulnerability.Affected) records.Add(Exposure(vulnerability, reference, product, "affected"));
            // A package of a mended version says more: every earlier one is weak.
            foreach (var product in vulnerability.NotAffected) records.Add(IsMendedPackage(vulnerability, product) ? Mended(vulnerability, reference, product) : Exposure(vulnerability, reference, product, "not-affected"));
            open += (vulnerability.Products.GetValueOrDefault(CsafStatus.UnderInvestigation) ?? []).Count;
        }

        var notes = new List<string> { $"{document.Id} by {document.Publisher}: {document.Title}" };
        if (open > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{open} products are under investigation and left out"));
        return new CityDelta(from.Source, "csaf", settings.File, from.Time, [.. records.DistinctBy(r => r.Key)], notes);

        bool IsMendedPackage(CsafVulnerability vulnerability, string id) =>
            new[] { CsafStatus.Fixed, CsafStatus.FirstFixed }.Any(s => vulnerability.Products.GetValueOrDefault(s)?.Contains(id) == true) && PackageFields.VersionOf(Own(id).Purl ?? document.Products[id].Purl) is not null;

        CityRecord Mended(CsafVulnerability vulnerability, string reference, string id)
        {
            var below = PackageFields.VersionOf(Own(id).Purl ?? document.Products[id].Purl);
            var record = Exposure(vulnerability, reference, id, "affected");
            return record with { Key = $"{reference} mended {id}", Fields = PackageFields.Mended(record.Fields, [$"<{below}"]) };
        }

        // What is installed on something else is the product itself.
        CsafProduct Own(string id) => document.Products[id] is { Parts.Count: > 0 } whole && document.Products.TryGetValue(whole.Parts[0], out var part) ? part : document.Products[id];

        IEnumerable<string> Platforms(string id) => document.Products[id].Parts.Skip(1).Select(p => document.Products.GetValueOrDefault(p)?.Cpe).Append(document.Products[id].Parts.Count > 0 ? document.Products[id].Cpe : null).OfType<string>();

        CityRecord Exposure(CsafVulnerability vulnerability, string reference, string id, string state)
        {
            var own = Own(id);
            var purl = own.Purl ?? document.Products[id].Purl;
            var vector = vulnerability.Scores.Where(s => s.Products.Contains(id)).Concat(vulnerability.Scores).Select(s => s.Vector).FirstOrDefault();
            return new RecordBuilder(CityPart.Exposure, $"{reference} {state} {id}", from)
                .With("reference", reference).With("state", state).With("kind", "vulnerability").With("cvss", vector?.ToString())
                .With("cpes", own.Cpe is { } cpe ? [cpe] : []).With("vendor", own.Vendor).With("models", new[] { own.ProductName }.OfType<string>().Concat(own.ModelNumbers)).With("versions", own.Version is { } version ? [version] : [])
                .With("serials", own.SerialNumbers).With("purls", purl is null ? [] : [purl]).With("platforms", purl is null ? [] : Platforms(id))
                .With("packageVersions", PackageFields.Exactly(purl) is { } exactly ? [exactly] : purl is not null && own.Version is { } range && range.StartsWith("vers:", StringComparison.OrdinalIgnoreCase) ? [range] : [])
                .With("remedy", vulnerability.Remediations.Where(r => r.Products.Count == 0 || r.Products.Contains(id)).OrderBy(r => r.Kind == CsafRemedy.VendorFix ? 0 : 1).Select(r => r.Details).FirstOrDefault()).Build();
        }
    }
}
