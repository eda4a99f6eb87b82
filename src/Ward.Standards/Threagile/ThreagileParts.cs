using System.Globalization;
using Ward.Standards.Yaml;

namespace Ward.Standards.Threagile;

/// <summary>Reads the parts of a model, each closed: a field that Threagile does not know is reported.</summary>
internal sealed class ThreagileParts(ThreagileIds ids)
{
    private const int Deepest = 64;

    private readonly ThreagileIds ids = ids;

    /// <summary>Fields that are known and of no use here.</summary>
    public static void Pass(YamlFields fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _ = fields[name];
    }

    public ThreagileDataAsset Data(ThreagileEntry entry)
    {
        var f = entry.Fields;
        var data = new ThreagileDataAsset(
            f["id"].Text("an id"), entry.Title, f["confidentiality"].Choice(ThreagileWords.Secrecies, "a confidentiality"), f["integrity"].Choice(ThreagileWords.Ratings, "an integrity"),
            f["availability"].Choice(ThreagileWords.Ratings, "an availability"), f["quantity"].IsAbsent ? ThreagileQuantity.VeryFew : f["quantity"].Choice(ThreagileWords.Quantities, "a quantity"),
            DevOps(f["usage"]), f["origin"].Peek, f["owner"].Peek, ids.Tags(f["tags"]));
        Pass(f, "description", "justification_cia_rating");
        f.Close();
        return data;
    }

    public ThreagileAsset Asset(ThreagileEntry entry)
    {
        var f = entry.Fields;
        var several = f["technologies"].Items("a list of technologies").Select(Technology).ToList();
        if (several.Count == 0 || !f["technology"].IsAbsent) several.Insert(0, Technology(f["technology"]));
        var asset = new ThreagileAsset(
            f["id"].Text("an id"), entry.Title, f["type"].Choice(ThreagileWords.Types, "a type"), [.. several.Distinct()],
            f["machine"].Choice(ThreagileWords.Machines, "a machine"), Word(f["size"], ThreagileWords.Sizes, "a size", ""), Word(f["encryption"], ThreagileWords.Encryptions, "an encryption", "none"),
            DevOps(f["usage"]), f["internet"].Flag(false), f["out_of_scope"].Flag(false), f["used_as_client_by_human"].Flag(false),
            f["multi_tenant"].Flag(false), f["redundant"].Flag(false), f["custom_developed_parts"].Flag(false),
            f["confidentiality"].Choice(ThreagileWords.Secrecies, "a confidentiality"), f["integrity"].Choice(ThreagileWords.Ratings, "an integrity"), f["availability"].Choice(ThreagileWords.Ratings, "an availability"),
            ThreagileIds.ReferAll(f["data_assets_processed"], ids.Data, "a data asset"), ThreagileIds.ReferAll(f["data_assets_stored"], ids.Data, "a data asset"),
            [.. f["data_formats_accepted"].Items("a list of data formats").Select(i => i.Choice(ThreagileWords.Formats, "a data format")).Distinct()],
            [.. ThreagileEntry.Of(f["communication_links"]).Select(l => Link(f["id"].Peek ?? "", l))], ids.Tags(f["tags"]))
        {
            Description = f["description"].Peek, Owner = f["owner"].Peek, OutOfScopeBecause = f["justification_out_of_scope"].Peek,
        };
        Pass(f, "justification_cia_rating", "diagram_tweak_order");
        f.Close();
        return asset;
    }

    private ThreagileLink Link(string asset, ThreagileEntry entry)
    {
        var f = entry.Fields;
        if (!ids.Links.Add(ThreagileIds.LinkId(asset, entry.Title))) f["target"].Wrong("a title that no other link of this asset has, in letters and digits");
        var link = new ThreagileLink(
            ThreagileIds.LinkId(asset, entry.Title), entry.Title, ThreagileIds.Refer(f["target"], ids.Assets, "a technical asset"), f["protocol"].Choice(ThreagileWords.Protocols, "a protocol"),
            Word(f["authentication"], ThreagileWords.Authentications, "an authentication", "none"), Word(f["authorization"], ThreagileWords.Authorizations, "an authorization", "none"),
            f["vpn"].Flag(false), f["ip_filtered"].Flag(false), f["readonly"].Flag(false), DevOps(f["usage"]),
            ThreagileIds.ReferAll(f["data_assets_sent"], ids.Data, "a data asset"), ThreagileIds.ReferAll(f["data_assets_received"], ids.Data, "a data asset"), ids.Tags(f["tags"]));
        Pass(f, "description", "diagram_tweak_weight", "diagram_tweak_constraint");
        f.Close();
        return link;
    }

    public IReadOnlyList<ThreagileBoundary> Boundaries(List<ThreagileEntry> entries)
    {
        var (placed, nested) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var read = entries.Select(Boundary).ToList();
        foreach (var entry in entries)
            if (entry.Fields["id"].Peek is { } id && Above(nested, id, null)) entry.Fields["id"].Wrong($"a boundary that is nested at most {Deepest} deep");
        return read;

        ThreagileBoundary Boundary(ThreagileEntry e)
        {
            var f = e.Fields;
            var id = f["id"].Text("an id");
            var inside = ThreagileIds.ReferAll(f["technical_assets_inside"], ids.Assets, "a technical asset").Where(asset =>
            {
                if (placed.Add(asset)) return true;
                f["technical_assets_inside"].Wrong($"no asset that is directly inside another trust boundary, as {Printable.Quoted(asset)} is");
                return false;
            }).ToList();
            var within = ThreagileIds.ReferAll(f["trust_boundaries_nested"], ids.Boundaries, "a trust boundary").Where(inner =>
            {
                if (Above(nested, id, inner)) f["trust_boundaries_nested"].Wrong($"no nesting in a circle, as by {Printable.Quoted(inner)}");
                else if (!nested.TryAdd(inner, id)) f["trust_boundaries_nested"].Wrong($"no boundary that is nested in another one, as {Printable.Quoted(inner)} is");
                else return true;
                return false;
            }).ToList();
            var boundary = new ThreagileBoundary(id, e.Title, f["type"].Choice(ThreagileWords.BoundaryTypes, "a type of boundary"), inside, within, ids.Tags(f["tags"]));
            Pass(f, "description");
            f.Close();
            return boundary;
        }
    }

    public ThreagileRuntime Runtime(ThreagileEntry entry)
    {
        var f = entry.Fields;
        var runtime = new ThreagileRuntime(f["id"].Text("an id"), entry.Title, ThreagileIds.ReferAll(f["technical_assets_running"], ids.Assets, "a technical asset"), ids.Tags(f["tags"]));
        Pass(f, "description");
        f.Close();
        return runtime;
    }

    public ThreagileOwnKind OwnKind(ThreagileEntry entry)
    {
        var f = entry.Fields;
        var kind = new ThreagileOwnKind(
            f["id"].Text("an id"), entry.Title, f["description"].Peek, f["mitigation"].Peek, WordOrNull(f["stride"], ThreagileWords.Strides, "a STRIDE category"),
            WordOrNull(f["function"], ThreagileWords.Functions, "a function"), f["cwe"].IsAbsent ? null : (int)f["cwe"].Whole(0, 100_000), [.. ThreagileEntry.Of(f["risks_identified"]).Select(OwnRisk)]);
        Pass(f, "title", "impact", "asvs", "cheat_sheet", "action", "check", "detection_logic", "risk_assessment", "false_positives", "model_failure_possible_reason", "is_built_in");
        f.Close();
        return kind;
    }

    private ThreagileOwnRisk OwnRisk(ThreagileEntry entry)
    {
        var f = entry.Fields;
        var at = new List<string>();
        foreach (var (field, known, noun) in ((string, HashSet<string>, string)[])
        [
            ("most_relevant_technical_asset", ids.Assets, "a technical asset"), ("most_relevant_communication_link", ids.Links, "a communication link"), ("most_relevant_trust_boundary", ids.Boundaries, "a trust boundary"),
            ("most_relevant_shared_runtime", ids.Runtimes, "a shared runtime"), ("most_relevant_data_asset", ids.Data, "a data asset"),
        ])
            if (f[field].Peek is { Length: > 0 } && ThreagileIds.Refer(f[field], known, noun) is { Length: > 0 } id) at.Add(id);
        var risk = new ThreagileOwnRisk(
            entry.Title, WordOrNull(f["severity"], ThreagileWords.Severities, "a severity"), Word(f["exploitation_likelihood"], ThreagileWords.Likelihoods, "a likelihood", "likely"),
            Word(f["exploitation_impact"], ThreagileWords.Impacts, "an impact", "medium"), Word(f["data_breach_probability"], ThreagileWords.Breaches, "a probability", "possible"),
            ThreagileIds.ReferAll(f["data_breach_technical_assets"], ids.Assets, "a technical asset"), at);
        f.Close();
        return risk;
    }

    public static ThreagileTracking Tracking(ThreagileEntry entry)
    {
        var f = entry.Fields;
        DateOnly? date = f["date"].Peek is { Length: > 0 }
            ? f["date"].Parsed("a date (year-month-day)", (string text, out DateOnly value) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value), default)
            : null;
        var tracking = new ThreagileTracking(entry.Title, f["status"].Choice(ThreagileWords.Statuses, "a status"), f["justification"].Peek?.Trim(), f["ticket"].Peek, date, f["checked_by"].Peek, f.Line);
        f.Close();
        return tracking;
    }

    // True where the boundary is the inner one itself or lies inside it already, or lies deeper than anybody nests.
    private static bool Above(Dictionary<string, string> nested, string boundary, string? inner)
    {
        var depth = 0;
        for (var at = boundary; at is not null; at = nested.GetValueOrDefault(at))
            if (at == inner || ++depth > Deepest) return true;
        return false;
    }

    // A word of somebody's own table of technologies is reported and kept: a city may still know it.
    private static string Technology(YamlField field) =>
        field.Peek is { } word && !ThreagileWords.Technologies.ContainsKey(word) ? Reported(field, word) : field.Choice(ThreagileWords.Technologies, "a technology");

    private static string Reported(YamlField field, string word)
    {
        field.Wrong("a technology of Threagile's own table", ThreagileWords.Technologies.Keys);
        return word;
    }

    private static bool DevOps(YamlField usage) => !usage.IsAbsent && usage.Choice(ThreagileWords.Usages, "a usage");

    private static string Word(YamlField field, IReadOnlyDictionary<string, string> words, string what, string whenAbsent) => field.IsAbsent ? whenAbsent : field.Choice(words, what);

    private static string? WordOrNull(YamlField field, IReadOnlyDictionary<string, string> words, string what) => field.IsAbsent ? null : field.Choice(words, what);
}
