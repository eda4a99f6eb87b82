using Ward.Standards.Yaml;

namespace Ward.Standards.Threagile;

/// <summary>
/// Reads a model of Threagile 1.0 (its support/schema.json) whole. Texts for its reports and hints for its diagrams are passed over; fields that are none,
/// words that no field may hold, references that lead nowhere and contradictions are reported with their line. A field that Threagile requires and that is not
/// written counts as its weakest value (false, none, business).
/// </summary>
public static class ThreagileReader
{
    /// <returns>Null, with the problem added, where the text is no such model. Problems beside a model name what of it was wrong.</returns>
    public static ThreagileModel? Read(string text, ProblemList problems)
    {
        if (YamlFields.Read(text, problems) is not { } root) return null;
        if (!root["technical_assets"].IsMapping)
        {
            root["technical_assets"].Wrong("a Threagile model with technical_assets");
            return null;
        }

        if (root["includes"].Items("a list").Count > 0) root["includes"].Wrong("one file with the whole model (included files are not followed)");
        var (data, assets, boundaries, runtimes) = (ThreagileEntry.Of(root["data_assets"]), ThreagileEntry.Of(root["technical_assets"]), ThreagileEntry.Of(root["trust_boundaries"]), ThreagileEntry.Of(root["shared_runtimes"]));
        var ids = new ThreagileIds(data, assets, boundaries, runtimes, root["tags_available"]);
        var read = new ThreagileParts(ids);
        var model = new ThreagileModel(
            root["title"].Text("the title of the model"),
            root["business_criticality"].Choice(ThreagileWords.Ratings, "how critical the business is"),
            [.. data.Select(read.Data)], [.. assets.Select(read.Asset)], read.Boundaries(boundaries), [.. runtimes.Select(read.Runtime)],
            [.. ThreagileEntry.OfMapOrList(root["individual_risk_categories"]).Concat(ThreagileEntry.OfMapOrList(root["custom_risk_categories"])).Select(read.OwnKind)],
            [.. ThreagileEntry.Of(root["risk_tracking"]).Select(ThreagileParts.Tracking)],
            Pairs(root["questions"]), Pairs(root["abuse_cases"]), Pairs(root["security_requirements"]))
        {
            Author = root["author"].MappingOrNull()?["name"].Peek,
            Date = root["date"].Peek,
            Description = Described(root["business_overview"]) ?? Described(root["application_description"]) ?? Described(root["technical_overview"]),
        };
        ThreagileParts.Pass(root, "threagile_version", "contributors", "management_summary_comment", "application_description", "technical_overview", "diagram_tweak_suppress_edge_labels",
            "diagram_tweak_layout_left_to_right", "diagram_tweak_edge_layout", "diagram_tweak_nodesep", "diagram_tweak_ranksep", "diagram_tweak_invisible_connections_between_assets", "diagram_tweak_same_rank_assets");
        root.Close();
        return model;
    }

    private static string? Described(YamlField overview) => overview.IsMapping ? overview.MappingOrNull()?["description"].Peek : null;

    private static List<KeyValuePair<string, string>> Pairs(YamlField section)
    {
        if (section.MappingOrNull() is not { } all) return [];
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var key in all.Keys)
        {
            if (all[key].Value is YamlValue.Text text) pairs.Add(new(key, text.Value.Trim()));
            else all[key].Wrong("a text");
        }

        return pairs;
    }
}
