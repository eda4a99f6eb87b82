using System.Globalization;
using Ward.Standards.Cve;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Kev;

/// <summary>Reads the JSON form of the catalogue (CISA, known_exploited_vulnerabilities_schema). Entries that are wrong are reported and left out.</summary>
public static class KevReader
{
    /// <returns>Null, with the problem added, where the document is no such catalogue.</returns>
    public static KevCatalog? Read(ReadOnlyMemory<byte> json, ProblemList problems) => JsonText.Read(json, problems, root =>
    {
        if (root["vulnerabilities"].IsAbsent || root["catalogVersion"].IsAbsent)
        {
            problems.Add(0, "$", "a KEV catalogue with catalogVersion and vulnerabilities", "an object without them");
            return null;
        }

        var entries = new Dictionary<CveId, KevEntry>();
        var listed = 0;
        foreach (var item in root["vulnerabilities"].Items("a list of vulnerabilities"))
        {
            listed++;
            var before = problems.Count;
            var entry = Entry(item);
            if (problems.Count > before) continue;
            if (!entries.TryAdd(entry.Cve, entry)) item["cveID"].Wrong("each vulnerability once");
        }

        if (root["count"].WholeOrNull(0, int.MaxValue) is { } count && count != listed) root["count"].Wrong($"{listed.ToString(CultureInfo.InvariantCulture)}, the number of vulnerabilities listed");
        return new KevCatalog(root["catalogVersion"].Text("the version of the catalogue"), root["dateReleased"].MomentOrNull(), entries);
    });

    private static KevEntry Entry(JsonField item) => new(
        item["cveID"].Parsed<CveId>(CveId.Expected, CveId.TryRead, default),
        item["vendorProject"].Text("the vendor"),
        item["product"].Text("the product"),
        item["vulnerabilityName"].TextOrNull() ?? "",
        item["dateAdded"].Parsed<DateOnly>("a date such as 2026-03-01", TryDay, default),
        item["dueDate"].IsAbsent || item["dueDate"].Peek is "" ? null : item["dueDate"].Parsed<DateOnly>("a date such as 2026-03-01", TryDay, default),
        item["requiredAction"].TextOrNull(),
        string.Equals(item["knownRansomwareCampaignUse"].Peek, "Known", StringComparison.OrdinalIgnoreCase),
        item["cwes"].Texts());

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
