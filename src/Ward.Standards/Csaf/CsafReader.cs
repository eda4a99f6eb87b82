using Ward.Standards.Cve;
using Ward.Standards.Cvss;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Csaf;

/// <summary>Reads an advisory of CSAF 2.0. What is wrong, references to products that are nowhere included, is reported with its path.</summary>
public static class CsafReader
{
    private static readonly Dictionary<string, CsafStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["first_affected"] = CsafStatus.FirstAffected, ["first_fixed"] = CsafStatus.FirstFixed, ["fixed"] = CsafStatus.Fixed, ["known_affected"] = CsafStatus.KnownAffected,
        ["known_not_affected"] = CsafStatus.KnownNotAffected, ["last_affected"] = CsafStatus.LastAffected, ["recommended"] = CsafStatus.Recommended, ["under_investigation"] = CsafStatus.UnderInvestigation,
    };

    private static readonly Dictionary<string, CsafRemedy> Remedies = new(StringComparer.Ordinal)
    {
        ["mitigation"] = CsafRemedy.Mitigation, ["no_fix_planned"] = CsafRemedy.NoFixPlanned, ["none_available"] = CsafRemedy.NoneAvailable, ["vendor_fix"] = CsafRemedy.VendorFix, ["workaround"] = CsafRemedy.Workaround,
    };

    /// <returns>Null, with the problem added, where the document is no such advisory.</returns>
    public static CsafDocument? Read(ReadOnlyMemory<byte> json, ProblemList problems) => JsonText.Read(json, problems, root =>
    {
        var document = root["document"];
        if (document["csaf_version"].Peek != "2.0")
        {
            document["csaf_version"].Wrong("\"2.0\"");
            return null;
        }

        var tree = new ProductTreeReader();
        tree.Read(root["product_tree"]);
        return new CsafDocument(
            document["tracking"]["id"].Text("the id of the advisory"),
            document["title"].Text("the title of the advisory"),
            document["category"].Text("the category of the advisory"),
            document["publisher"]["name"].Text("who published it"),
            document["tracking"]["current_release_date"].MomentOrNull(),
            tree.Products,
            [.. root["vulnerabilities"].Items("a list of vulnerabilities").Where(v => v.IsObject("a vulnerability")).Select(v => Vulnerability(v, tree))]);
    });

    private static CsafVulnerability Vulnerability(JsonField item, ProductTreeReader tree)
    {
        var products = new Dictionary<CsafStatus, IReadOnlyList<string>>();
        foreach (var (name, status) in Statuses)
            if (tree.ReferAll(item["product_status"][name]) is { Count: > 0 } named) products[status] = named;
        CveId? cve = item["cve"].IsAbsent ? null : item["cve"].Parsed<CveId>(CveId.Expected, CveId.TryRead, default);
        var read = new CsafVulnerability(
            cve, item["title"].TextOrNull(), item["cwe"]["id"].TextOrNull(), products,
            [.. item["scores"].Items("a list of scores").SelectMany(s => Scores(s, tree))],
            [.. item["remediations"].Items("a list of remediations").Select(r => Remediation(r, tree))]);
        // CSAF 2.0, test 6.1.6.
        var both = read.Affected.Intersect(read.NotAffected, StringComparer.Ordinal).ToList();
        if (both.Count > 0) item.Problems.Add(0, $"{item.Path}.product_status", "each product affected or not, never both", Printable.Quoted(string.Join(", ", both)));
        return read;
    }

    private static IEnumerable<CsafScore> Scores(JsonField score, ProductTreeReader tree)
    {
        var products = tree.ReferAll(score["products"]);
        foreach (var name in new[] { "cvss_v4", "cvss_v3" })
            if (score[name] is { IsAbsent: false } cvss && cvss["vectorString"].Vector() is { } vector) yield return new CsafScore(products, vector);
    }

    private static CsafRemediation Remediation(JsonField item, ProductTreeReader tree)
    {
        if (item["category"].IsAbsent) item["category"].Wrong("the category of the remediation");
        return new(
            item["category"].ChoiceOrNull(Remedies, "a category of remediation") ?? CsafRemedy.NoneAvailable,
            item["details"].Text("what to do"),
            [.. tree.ReferAll(item["product_ids"]).Concat(tree.ReferGroups(item["group_ids"])).Distinct(StringComparer.Ordinal)],
            item["url"].TextOrNull(), item["date"].MomentOrNull());
    }
}
