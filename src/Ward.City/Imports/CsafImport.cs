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
            foreach (var product in vulnerability.NotAffected) records.Add(Exposure(vulnerability, reference, product, "not-affected"));
            open += (vulnerability.Products.GetValueOrDefault(CsafStatus.UnderInvestigation) ?? []).Count;
        }

        var notes = new List<string> { $"{document.Id} by {document.Publisher}: {document.Title}" };
        if (open > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{open} products are under investigation and left out"));
        return new CityDelta(from.Source, "csaf", settings.File, from.Time, [.. records.DistinctBy(r => r.Key)], notes);

        CityRecord Exposure(CsafVulnerability vulnerability, string reference, string id, string state)
        {
            var product = document.Products[id];
            // What is installed on something else is the product itself.
            var own = product.Parts.Count > 0 && document.Products.TryGetValue(product.Parts[0], out var part) ? part : product;
            var vector = vulnerability.Scores.Where(s => s.Products.Contains(id)).Concat(vulnerability.Scores).Select(s => s.Vector).FirstOrDefault();
            return new RecordBuilder(CityPart.Exposure, $"{reference} {state} {id}", from)
                .With("reference", reference).With("state", state).With("kind", "vulnerability").With("cvss", vector?.ToString())
                .With("cpes", own.Cpe is { } cpe ? [cpe] : []).With("vendor", own.Vendor).With("models", new[] { own.ProductName }.OfType<string>().Concat(own.ModelNumbers)).With("versions", own.Version is { } version ? [version] : [])
                .With("serials", own.SerialNumbers)
                .With("remedy", vulnerability.Remediations.Where(r => r.Products.Count == 0 || r.Products.Contains(id)).OrderBy(r => r.Kind == CsafRemedy.VendorFix ? 0 : 1).Select(r => r.Details).FirstOrDefault()).Build();
        }
    }
}
