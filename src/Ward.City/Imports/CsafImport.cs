using System.Globalization;
using Ward.City.Merging;
using Ward.City.Software;
using Ward.Standards.Csaf;
using Ward.Standards.Packages;

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

        // What the product is a combination with, however deep: a package of a module of a repository of a system.
        List<CsafProduct> Beside(string id)
        {
            var (beside, open, seen) = (new List<CsafProduct>(), new Stack<string>(document.Products[id].Parts.Skip(1)), new HashSet<string>(StringComparer.Ordinal) { id });
            while (open.TryPop(out var next))
            {
                if (!seen.Add(next) || !document.Products.TryGetValue(next, out var product)) continue;
                beside.Add(product);
                foreach (var part in product.Parts) open.Push(part);
            }

            return beside;
        }

        CityRecord Exposure(CsafVulnerability vulnerability, string reference, string id, string state)
        {
            var own = Own(id);
            var purl = own.Purl ?? document.Products[id].Purl;
            var beside = purl is null ? [] : Beside(id);
            var modules = beside.Select(b => b.Purl).OfType<string>().Select(ModuleOf).OfType<string>().ToList();
            var vector = vulnerability.Scores.Where(s => s.Products.Contains(id)).Concat(vulnerability.Scores).Select(s => s.Vector).FirstOrDefault();
            return new RecordBuilder(CityPart.Exposure, $"{reference} {state} {id}", from)
                .With("reference", reference).With("state", state).With("kind", "vulnerability").With("cvss", vector?.ToString())
                .With("cpes", own.Cpe is { } cpe ? [cpe] : []).With("vendor", own.Vendor).With("models", new[] { own.ProductName }.OfType<string>().Concat(own.ModelNumbers)).With("versions", own.Version is { } version ? [version] : [])
                .With("serials", own.SerialNumbers).With("purls", purl is null ? [] : [purl]).With("platforms", beside.Select(b => b.Cpe).Append(beside.Count > 0 ? document.Products[id].Cpe : null).OfType<string>())
                .With("module", modules.FirstOrDefault()).With("branch", beside.Count > 0 ? string.Join(' ', beside.Select(b => b.Id).Order(StringComparer.Ordinal)) : null)
                .With("packageVersions", PackageFields.Exactly(purl) is { } exactly ? [exactly] : purl is not null && own.Version is { } range && range.StartsWith("vers:", StringComparison.OrdinalIgnoreCase) ? [range] : [])
                .With("remedy", vulnerability.Remediations.Where(r => r.Products.Count == 0 || r.Products.Contains(id)).OrderBy(r => r.Kind == CsafRemedy.VendorFix ? 0 : 1).Select(r => r.Details).FirstOrDefault()).Build();
        }
    }

    // pkg:rpmmod/redhat/nodejs@16:8060020220523160029:ad008a3a
    private static string? ModuleOf(string purl) => PackageUrl.TryRead(purl, out var url) && url is { Type: "rpmmod", Version: { } version } ? ModuleStream.Of($"{url.Name}:{version}") : null;
}
