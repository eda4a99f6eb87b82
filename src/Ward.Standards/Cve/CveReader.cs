using Ward.Standards.Cvss;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Cve;

/// <summary>Reads one record of the CVE list, JSON 5.0 to 5.2. What is wrong is reported with its path.</summary>
public static class CveReader
{
    private static readonly Dictionary<string, CveState> States = new(StringComparer.Ordinal) { ["PUBLISHED"] = CveState.Published, ["REJECTED"] = CveState.Rejected, ["RESERVED"] = CveState.Reserved };

    private static readonly Dictionary<string, bool> Statuses = new(StringComparer.Ordinal) { ["affected"] = true, ["unaffected"] = false };

    private static readonly string[] VectorFields = ["cvssV4_0", "cvssV3_1", "cvssV3_0"];

    /// <returns>Null, with the problem added, where the document is no such record.</returns>
    public static CveRecord? Read(ReadOnlyMemory<byte> json, ProblemList problems) => JsonText.Read(json, problems, root =>
    {
        if (root["dataType"].Peek != "CVE_RECORD") return Refused(root["dataType"], "CVE_RECORD");
        if (root["dataVersion"].Peek?.StartsWith("5.", StringComparison.Ordinal) != true) return Refused(root["dataVersion"], "version 5.x of the record format");

        var meta = root["cveMetadata"];
        var authority = root["containers"]["cna"];
        List<JsonField> containers = [authority, .. root["containers"]["adp"].Items("a list of containers")];
        var options = containers.SelectMany(c => c["metrics"].Items()).Select(m => m["other"]).FirstOrDefault(o => o["type"].Peek == "ssvc")?["content"]["options"].Items().ToList() ?? [];
        return new CveRecord(
            meta["cveId"].Parsed<CveId>(CveId.Expected, CveId.TryRead, default),
            meta["state"].ChoiceOrNull(States, "a state") ?? Missing(meta["state"]),
            authority["title"].TextOrNull(),
            authority["descriptions"].Items().Where(d => d["lang"].Peek?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true).Select(d => d["value"].Text()).FirstOrDefault(),
            meta["datePublished"].MomentOrNull(),
            meta["dateUpdated"].MomentOrNull(),
            [.. containers.SelectMany(c => c["affected"].Items("a list of products")).Select(Product)],
            [.. containers.SelectMany(c => c["metrics"].Items("a list of metrics")).SelectMany(Vectors)],
            [.. containers.SelectMany(c => c["problemTypes"].Items()).SelectMany(p => p["descriptions"].Items()).Select(d => d["cweId"].TextOrNull()).OfType<string>().Distinct()],
            Option(options, "Exploitation") switch { "none" => Ssvc.Exploitation.None, "poc" or "public poc" => Ssvc.Exploitation.PublicPoc, "active" => Ssvc.Exploitation.Active, _ => null },
            Option(options, "Automatable") switch { "yes" => true, "no" => false, _ => null },
            Option(options, "Technical Impact") switch { "partial" => Ssvc.TechnicalImpact.Partial, "total" => Ssvc.TechnicalImpact.Total, _ => null });
    });

    private static CveRecord? Refused(JsonField field, string expected)
    {
        field.Wrong(expected);
        return null;
    }

    private static CveState Missing(JsonField state)
    {
        if (state.IsAbsent) state.Wrong("PUBLISHED, REJECTED or RESERVED");
        return CveState.Reserved;
    }

    private static string? Option(List<JsonField> options, string name) => options.Select(o => o[name].Peek?.ToLowerInvariant()).FirstOrDefault(o => o is not null);

    private static IEnumerable<CvssVector> Vectors(JsonField metric)
    {
        foreach (var name in VectorFields)
            if (metric[name] is { IsAbsent: false } score && score["vectorString"].Vector() is { } vector) yield return vector;
    }

    private static CveProduct Product(JsonField item) => new(
        item["vendor"].TextOrNull() ?? "n/a",
        item["product"].TextOrNull() ?? item["packageName"].TextOrNull() ?? "n/a",
        Status(item["defaultStatus"]),
        [.. item["versions"].Items("a list of versions").Select(Version)],
        item["cpes"].Texts()) { Package = item["packageName"].TextOrNull(), Purl = item["packageURL"].TextOrNull() };

    private static CveVersion Version(JsonField item)
    {
        List<CveChange> changes = [.. item["changes"].Items("a list of changes").Select(c => new CveChange(c["at"].Text("a version"), Status(c["status"])))];
        var read = new CveVersion(item["version"].Text("a version"), Status(item["status"]), item["lessThan"].TextOrNull(), item["lessThanOrEqual"].TextOrNull(), item["versionType"].TextOrNull());
        return changes.Count > 0 ? read with { Changes = changes } : read;
    }

    private static bool? Status(JsonField field) => field.Peek == "unknown" ? null : field.ChoiceOrNull(Statuses, "affected, unaffected or unknown");
}
