using Ward.Standards.Cvss;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.CycloneDx;

/// <summary>Reads a bill of materials or VEX document in CycloneDX JSON. What is wrong is reported with its path.</summary>
public static class BomReader
{
    private static readonly Dictionary<string, BomAnalysis> States = new(StringComparer.Ordinal)
    {
        ["resolved"] = BomAnalysis.Resolved, ["resolved_with_pedigree"] = BomAnalysis.ResolvedWithPedigree, ["exploitable"] = BomAnalysis.Exploitable,
        ["in_triage"] = BomAnalysis.InTriage, ["false_positive"] = BomAnalysis.FalsePositive, ["not_affected"] = BomAnalysis.NotAffected,
    };

    // What is not known may be affected.
    private static readonly Dictionary<string, bool> Affected = new(StringComparer.Ordinal) { ["affected"] = true, ["unaffected"] = false, ["unknown"] = true };

    private static readonly string[] Cvss = ["CVSSv3", "CVSSv31", "CVSSv4"];

    /// <returns>Null, with the problem added, where the document is no such bill.</returns>
    public static BomDocument? Read(ReadOnlyMemory<byte> json, ProblemList problems) => JsonText.Read(json, problems, root =>
    {
        if (root["bomFormat"].Peek != "CycloneDX")
        {
            root["bomFormat"].Wrong("\"CycloneDX\"");
            return null;
        }

        var version = root["specVersion"].Text("the version of CycloneDX, such as 1.6");
        if (version.Length > 0 && !version.StartsWith("1.", StringComparison.Ordinal)) root["specVersion"].Wrong("a version 1.x");
        var components = new List<BomComponent>();
        var refs = new HashSet<string>(StringComparer.Ordinal);
        var metadata = root["metadata"];
        BomComponent? subject = null;
        if (metadata["component"] is { IsAbsent: false } about)
        {
            subject = Component(about, null, refs);
            Nested(about, subject, components, refs);
        }

        foreach (var item in root["components"].Items("a list of components")) Add(item, null, components, refs);
        return new BomDocument(version, root["serialNumber"].TextOrNull(), metadata["timestamp"].MomentOrNull(), subject, components,
            [.. root["vulnerabilities"].Items("a list of vulnerabilities").Where(v => v.IsObject("a vulnerability")).Select(v => Vulnerability(v, refs))]);
    });

    // As deep as the document, whose depth is bounded.
    private static void Add(JsonField item, BomComponent? within, List<BomComponent> components, HashSet<string> refs)
    {
        if (!item.IsObject("a component")) return;
        var component = Component(item, within, refs);
        components.Add(component);
        Nested(item, component, components, refs);
    }

    private static void Nested(JsonField item, BomComponent component, List<BomComponent> components, HashSet<string> refs)
    {
        foreach (var inner in item["components"].Items("a list of components")) Add(inner, component, components, refs);
    }

    private static BomComponent Component(JsonField item, BomComponent? within, HashSet<string> refs)
    {
        var own = item["bom-ref"].TextOrNull();
        if (own is not null && !refs.Add(own)) item["bom-ref"].Wrong("a reference that no other component has");
        return new(own, item["type"].Text("the type of the component"), item["group"].TextOrNull(), item["name"].Text("the name of the component"), item["version"].TextOrNull(),
            item["supplier"]["name"].TextOrNull() ?? item["manufacturer"]["name"].TextOrNull() ?? item["publisher"].TextOrNull(), item["cpe"].TextOrNull(), item["purl"].TextOrNull(), within?.Ref ?? within?.Name);
    }

    private static BomVulnerability Vulnerability(JsonField item, HashSet<string> refs)
    {
        var affects = new List<string>();
        var versions = new Dictionary<string, BomVersions>(StringComparer.Ordinal);
        foreach (var reference in item["affects"].Items("a list of references"))
        {
            var field = reference["ref"];
            var name = field.Text("the bom-ref of a component, or a BOM-Link");
            // A BOM-Link names a component of another document.
            if (name.Length > 0 && !refs.Contains(name) && !name.StartsWith("urn:cdx:", StringComparison.Ordinal)) field.Wrong("the bom-ref of a component of this document, or a BOM-Link", refs);
            else if (name.Length > 0)
            {
                affects.Add(name);
                if (Versions(reference["versions"]) is { } told) versions.TryAdd(name, told);
            }
        }

        var analysis = item["analysis"];
        return new(
            item["id"].Text("the id of the vulnerability"), item["description"].TextOrNull(), analysis["state"].ChoiceOrNull(States, "a state of analysis"),
            analysis["justification"].TextOrNull(), analysis["detail"].TextOrNull(), affects,
            [.. item["ratings"].Items("a list of ratings").Where(r => Cvss.Contains(r["method"].Peek)).Select(r => r["vector"].Vector()).OfType<CvssVector>()],
            [.. item["cwes"].Items("a list of CWE numbers").Select(c => c.WholeOrNull(1, 1_000_000)).OfType<long>()],
            item["recommendation"].TextOrNull()) { Versions = versions };
    }

    // Affected is what holds where no status is given (CycloneDX, affectedStatus).
    private static BomVersions? Versions(JsonField list)
    {
        var told = list.Items("a list of versions").Select(v => (Version: v["version"].TextOrNull() ?? v["range"].TextOrNull(), IsAffected: v["status"].ChoiceOrNull(Affected, "affected, unaffected or unknown") ?? true)).Where(v => v.Version is not null).ToList();
        return told.Count == 0 ? null : new([.. told.Where(v => v.IsAffected).Select(v => v.Version!)], [.. told.Where(v => !v.IsAffected).Select(v => v.Version!)]);
    }
}
