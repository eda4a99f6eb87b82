using System.Globalization;
using Ward.City.Merging;
using Ward.Standards.CycloneDx;

namespace Ward.City.Imports;

/// <summary>
/// The subject of a bill of materials is the asset, its components are what it is made of, vulnerabilities are its exposures. Which asset of the city it is,
/// the settings say ('asset'), else its CPE, serial or name. Without a subject each vulnerability stands at the assets that are the component.
/// </summary>
internal static class BomImport
{
    private const int MostCpes = 500;

    public static CityDelta Of(BomDocument bom, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.CycloneDx, bom.Made) with { Source = settings.Source ?? $"cyclonedx:{bom.Subject?.Name ?? bom.Serial ?? settings.File}" };
        var (records, notes) = (new List<CityRecord>(), new List<string>());
        var subject = bom.Subject is { } about ? bom.Serial ?? about.Ref ?? about.Name : null;
        if (settings.Map.GetValueOrDefault("asset") is { } said) subject ??= said;
        if (subject is not null)
        {
            var cpes = new[] { bom.Subject }.Concat(bom.Components).Select(c => c?.Cpe).OfType<string>().Where(IsCpe).Take(MostCpes);
            records.Add(new RecordBuilder(CityPart.Asset, subject, from).With("id", settings.Map.GetValueOrDefault("asset")).With("name", bom.Subject?.Name).With("names", bom.Subject is { } named ? [named.Name] : [])
                .With("vendor", bom.Subject?.Vendor ?? bom.Subject?.Group).With("model", bom.Subject?.Name).With("version", bom.Subject?.Version).With("cpes", cpes).Build());
        }

        var byRef = new[] { bom.Subject }.Concat(bom.Components).OfType<BomComponent>().Where(c => c.Ref is not null).DistinctBy(c => c.Ref).ToDictionary(c => c.Ref!, StringComparer.Ordinal);
        foreach (var vulnerability in bom.Vulnerabilities.DistinctBy(v => (v.Id, v.Analysis)))
        {
            var state = vulnerability.Analysis is BomAnalysis.NotAffected or BomAnalysis.FalsePositive or BomAnalysis.Resolved or BomAnalysis.ResolvedWithPedigree ? "not-affected" : "affected";
            if (subject is not null)
            {
                records.Add(Exposure(vulnerability, $"{vulnerability.Id} {state}", state, from).With("asset", [subject]).Build());
                continue;
            }

            foreach (var reference in vulnerability.Affects)
            {
                if (byRef.TryGetValue(reference, out var component))
                {
                    if (vulnerability.Versions.GetValueOrDefault(reference) is { Unaffected.Count: > 0 } sound && component.Purl is { } package)
                        records.Add(Exposure(vulnerability, $"{vulnerability.Id} sound {reference}", "not-affected", from).With("purls", [package]).With("packageVersions", sound.Unaffected).Build());
                    records.Add(Exposure(vulnerability, $"{vulnerability.Id} {state} {reference}", state, from).With("cpes", component.Cpe is { } cpe ? [cpe] : []).With("models", [component.Name]).With("vendor", component.Vendor ?? component.Group)
                        .With("versions", component.Version is { } version ? [version] : []).With("purls", component.Purl is { } purl ? [purl] : [])
                        .With("packageVersions", vulnerability.Versions.GetValueOrDefault(reference) is { Affected.Count: > 0 } told ? told.Affected : PackageFields.Exactly(component.Purl) is { } exactly ? [exactly] : []).Build());
                }
                else notes.Add($"{vulnerability.Id}: {reference} is of another document");
            }
        }

        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{bom.Components.Count} components, {bom.Vulnerabilities.Count} vulnerabilities"));
        return new CityDelta(from.Source, "cyclonedx", settings.File, from.Time, [.. records.DistinctBy(r => (r.Part, r.Key))], notes);
    }

    private static RecordBuilder Exposure(BomVulnerability vulnerability, string key, string state, Provenance from) => new RecordBuilder(CityPart.Exposure, key, from)
        .With("reference", vulnerability.Id).With("state", state).With("kind", "vulnerability").With("cvss", vulnerability.Vectors.OrderByDescending(v => v.Version).FirstOrDefault()?.ToString())
        .With("reason", vulnerability.Justification ?? vulnerability.Detail).With("remedy", vulnerability.Recommendation);

    private static bool IsCpe(string text) => text.StartsWith("cpe:/", StringComparison.Ordinal) || text.StartsWith("cpe:2.3:", StringComparison.Ordinal);
}
