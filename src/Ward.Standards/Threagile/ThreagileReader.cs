using Ward.Standards.Yaml;

namespace Ward.Standards.Threagile;

/// <summary>
/// Reads a model of Threagile 1.0 (its support/schema.json). Fields that Ward has no use for (texts, diagram hints) are passed over; references that
/// lead nowhere and values that are none are reported with their line.
/// </summary>
public static class ThreagileReader
{
    private static readonly Dictionary<string, ThreagileRating> Ratings = new(StringComparer.Ordinal)
    {
        ["archive"] = ThreagileRating.Archive, ["operational"] = ThreagileRating.Operational, ["important"] = ThreagileRating.Important,
        ["critical"] = ThreagileRating.Critical, ["mission-critical"] = ThreagileRating.MissionCritical,
    };

    private static readonly Dictionary<string, ThreagileConfidentiality> Secrecies = new(StringComparer.Ordinal)
    {
        ["public"] = ThreagileConfidentiality.Public, ["internal"] = ThreagileConfidentiality.Internal, ["restricted"] = ThreagileConfidentiality.Restricted,
        ["confidential"] = ThreagileConfidentiality.Confidential, ["strictly-confidential"] = ThreagileConfidentiality.StrictlyConfidential,
    };

    /// <returns>Null, with the problem added, where the text is no such model.</returns>
    public static ThreagileModel? Read(string text, ProblemList problems)
    {
        if (YamlFields.Read(text, problems) is not { } root) return null;
        if (!root["technical_assets"].IsMapping)
        {
            root["technical_assets"].Wrong("a Threagile model with technical_assets");
            return null;
        }

        var (dataAssets, technicalAssets, trustBoundaries) = (Entries(root["data_assets"]), Entries(root["technical_assets"]), Entries(root["trust_boundaries"]));
        var (data, assets, boundaries) = (Ids(dataAssets), Ids(technicalAssets), Ids(trustBoundaries));
        var categories = root["individual_risk_categories"].IsAbsent ? root["custom_risk_categories"] : root["individual_risk_categories"];
        return new ThreagileModel(
            root["title"].Text("the title of the model"),
            root["business_criticality"].Choice(Ratings, "how critical the business is"),
            [.. dataAssets.Select(e => new ThreagileDataAsset(e.Fields["id"].Text("an id"), e.Title,
                e.Fields["confidentiality"].Choice(Secrecies, "a confidentiality"), e.Fields["integrity"].Choice(Ratings, "an integrity"), e.Fields["availability"].Choice(Ratings, "an availability")))],
            [.. technicalAssets.Select(e => Asset(e.Title, e.Fields, data, assets))],
            [.. trustBoundaries.Select(e => new ThreagileBoundary(e.Fields["id"].Text("an id"), e.Title, e.Fields["type"].Text("the type of the boundary"),
                ReferAll(e.Fields["technical_assets_inside"], assets, "a technical asset"), ReferAll(e.Fields["trust_boundaries_nested"], boundaries, "a trust boundary")))],
            [.. Entries(root["shared_runtimes"]).Select(e => new ThreagileRuntime(e.Fields["id"].Text("an id"), e.Title, ReferAll(e.Fields["technical_assets_running"], assets, "a technical asset")))],
            Count(categories), Count(root["risk_tracking"]));
    }

    private static ThreagileAsset Asset(string title, YamlFields f, HashSet<string> data, HashSet<string> assets)
    {
        var several = f["technologies"].Items("a list of technologies").Select(t => t.Text("a technology")).ToList();
        return new(
            f["id"].Text("an id"), title, f["type"].Text("external-entity, process or datastore"), several.Count > 0 ? several : [f["technology"].Text("a technology")],
            f["machine"].Text("physical, virtual, container or serverless"), f["size"].TextOrNull() ?? "", f["encryption"].TextOrNull() ?? "none",
            f["usage"].Peek == "devops", f["internet"].Flag(false), f["out_of_scope"].Flag(false), f["used_as_client_by_human"].Flag(false),
            f["multi_tenant"].Flag(false), f["redundant"].Flag(false), f["custom_developed_parts"].Flag(false),
            f["confidentiality"].Choice(Secrecies, "a confidentiality"), f["integrity"].Choice(Ratings, "an integrity"), f["availability"].Choice(Ratings, "an availability"),
            ReferAll(f["data_assets_processed"], data, "a data asset"), ReferAll(f["data_assets_stored"], data, "a data asset"), Texts(f["data_formats_accepted"]),
            [.. Entries(f["communication_links"]).Select(l => Link(l.Title, l.Fields, data, assets))], Texts(f["tags"]));
    }

    private static ThreagileLink Link(string title, YamlFields f, HashSet<string> data, HashSet<string> assets) => new(
        title, Refer(f["target"], assets, "a technical asset"), f["protocol"].Text("a protocol"), f["authentication"].TextOrNull() ?? "none", f["authorization"].TextOrNull() ?? "none",
        f["vpn"].Flag(false), f["ip_filtered"].Flag(false), f["readonly"].Flag(false), f["usage"].Peek == "devops",
        ReferAll(f["data_assets_sent"], data, "a data asset"), ReferAll(f["data_assets_received"], data, "a data asset"), Texts(f["tags"]));

    private static HashSet<string> Ids(List<(string Title, YamlFields Fields)> entries)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, fields) in entries)
            if (fields["id"].Peek is { } id && !ids.Add(id)) fields["id"].Wrong("an id that nothing else of its kind has");
        return ids;
    }

    private static List<(string Title, YamlFields Fields)> Entries(YamlField section)
    {
        var entries = new List<(string, YamlFields)>();
        if (section.MappingOrNull() is not { } all) return entries;
        foreach (var key in all.Keys)
            if (all[key].Merged().MappingOrNull() is { } fields) entries.Add((key, fields));
        return entries;
    }

    private static int Count(YamlField field) => field.Value switch
    {
        YamlValue.Map map => map.Entries.Count,
        YamlValue.List list => list.Items.Count,
        _ => 0,
    };

    private static IReadOnlyList<string> ReferAll(YamlField list, HashSet<string> known, string noun) => [.. list.Items($"a list of ids, each of {noun}").Select(i => Refer(i, known, noun)).Where(i => i.Length > 0)];

    private static string Refer(YamlField field, HashSet<string> known, string noun)
    {
        if (field.Peek is { } id && known.Contains(id)) return id;
        field.Wrong($"the id of {noun}", known);
        return "";
    }

    private static IReadOnlyList<string> Texts(YamlField field) => [.. field.Items("a list of texts").Select(t => t.Peek).OfType<string>()];
}
