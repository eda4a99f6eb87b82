using Ward.Standards.Yaml;

namespace Ward.Standards.Otm;

/// <summary>Reads an Open Threat Model written as YAML or JSON. Fields that Ward has no use for are passed over; references that lead nowhere are reported with their line.</summary>
public static class OtmReader
{
    /// <returns>Null, with the problem added, where the text is no such model.</returns>
    public static OtmModel? Read(string text, ProblemList problems)
    {
        if (YamlFields.Read(text, problems) is not { } root) return null;
        if (root["otmVersion"].IsAbsent)
        {
            root["otmVersion"].Wrong("the version of the Open Threat Model");
            return null;
        }

        var version = root["otmVersion"].Text("the version of the Open Threat Model");
        var name = root["project"].MappingOrNull() is { } project ? project["name"].TextOrNull() ?? project["id"].Text("the name of the project") : "";
        var zoneFields = root["trustZones"].Mappings("a list of trust zones");
        var componentFields = root["components"].Mappings("a list of components");
        var places = new Dictionary<string, string?>(StringComparer.Ordinal);
        var zoneIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in zoneFields) Claim(fields, places, zoneIds);
        foreach (var fields in componentFields) Claim(fields, places, null);

        var zones = zoneFields.Select(f => new OtmZone(
            f["id"].Text("an id"), f["name"].Text("a name"), f["type"].TextOrNull(),
            f["risk"].MappingOrNull() is { } risk && !risk["trustRating"].IsAbsent ? risk["trustRating"].Number(0, 100) : null,
            f["parent"].MappingOrNull() is { } parent ? Parent(parent, places) : null)).ToList();
        var read = componentFields.Select(f => (Fields: f, Id: f["id"].Text("an id"), Parent: f["parent"].MappingOrNull() is { } parent ? Parent(parent, places) : null)).ToList();
        foreach (var (_, id, parent) in read) places[id] = parent;
        var components = read.Select(c => new OtmComponent(
            c.Id, c.Fields["name"].Text("a name"), c.Fields["type"].TextOrNull() ?? "", ZoneOf(c.Id, places, zoneIds),
            c.Parent is { } up && !zoneIds.Contains(up) ? up : null, Texts(c.Fields["tags"]))).ToList();
        foreach (var (fields, id, _) in read)
            if (ZoneOf(id, places, zoneIds) is null) fields["parent"].Wrong("a parent that leads to a trust zone");
        var flows = root["dataflows"].Mappings("a list of data flows").Select(f => new OtmFlow(
            f["id"].Text("an id"), f["name"].TextOrNull() ?? "", Referred(f["source"], places), Referred(f["destination"], places), f["bidirectional"].Flag(false), Texts(f["tags"]))).ToList();
        return new OtmModel(version, name, zones, components, flows, root["threats"].Mappings("a list of threats").Count, root["mitigations"].Mappings("a list of mitigations").Count);
    }

    private static void Claim(YamlFields fields, Dictionary<string, string?> places, HashSet<string>? zones)
    {
        if (fields["id"].Peek is not { } id) return;
        if (!places.TryAdd(id, null)) fields["id"].Wrong("an id that no other zone or component has");
        else zones?.Add(id);
    }

    private static string? Parent(YamlFields parent, Dictionary<string, string?> places)
    {
        var field = parent["trustZone"].IsAbsent ? parent["component"] : parent["trustZone"];
        return Referred(field, places) is { Length: > 0 } id ? id : null;
    }

    private static string Referred(YamlField field, Dictionary<string, string?> places)
    {
        if (field.Peek is { } id && places.ContainsKey(id)) return id;
        field.Wrong("the id of a trust zone or a component", places.Keys);
        return "";
    }

    // No chain of parents is longer than there are places; a longer one goes in a circle.
    private static string? ZoneOf(string id, Dictionary<string, string?> places, HashSet<string> zones)
    {
        string? at = id;
        for (var step = 0; at is not null && step <= places.Count; step++)
        {
            if (zones.Contains(at)) return at;
            at = places.GetValueOrDefault(at);
        }

        return null;
    }

    private static IReadOnlyList<string> Texts(YamlField field) => [.. field.Items("a list of tags").Select(t => t.Peek).OfType<string>()];
}
