using System.Globalization;
using Ward.City.Merging;
using Ward.Standards.Epss;
using Ward.Standards.Kev;

namespace Ward.City.Imports;

/// <summary>Registers that speak of vulnerabilities everywhere; only those that the city has are taken, the rest is counted.</summary>
internal static class RegisterImport
{
    public static CityDelta Of(KevCatalog catalog, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Kev, catalog.Released);
        var records = catalog.Entries.Values.Where(e => settings.Wanted?.Invoke(e.Cve.Value) != false).OrderBy(e => e.Cve)
            .Select(e => new RecordBuilder(CityPart.Vulnerability, e.Cve.Value, from).With("kev", true).With("exploitation", "active").With("ransomware", e.Ransomware)
                .With("due", e.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).With("remedy", e.RequiredAction).Build()).ToList();
        return new CityDelta(from.Source, "kev", settings.File, from.Time, records, [Counted(catalog.Entries.Count, records.Count, "entries", catalog.Version)]);
    }

    public static CityDelta Of(EpssScores scores, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Epss, scores.ScoreDate);
        var records = scores.Scores.Where(s => settings.Wanted?.Invoke(s.Key.Value) != false).OrderBy(s => s.Key)
            .Select(s => new RecordBuilder(CityPart.Vulnerability, s.Key.Value, from).With("epss", s.Value.Probability).With("percentile", s.Value.Percentile).Build()).ToList();
        return new CityDelta(from.Source, "epss", settings.File, from.Time, records, [Counted(scores.Scores.Count, records.Count, "scores", scores.ModelVersion ?? "of an unnamed model")]);
    }

    private static string Counted(int all, int taken, string noun, string version) =>
        string.Create(CultureInfo.InvariantCulture, $"{version}: {all} {noun}, {taken} of vulnerabilities that the city has; import it again when the city has others");
}
