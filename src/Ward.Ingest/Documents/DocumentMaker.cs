using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Documents;

/// <summary>Makes the document of one event; used once.</summary>
internal sealed class DocumentMaker
{
    /// <summary>What the event itself carries or the class fixes; a field of the same name is not placed but compared with it.</summary>
    private static readonly HashSet<string> Stamped = new(StringComparer.Ordinal)
    {
        "class_uid", "class_name", "category_uid", "category_name", "activity_id", "type_uid", "type_name", "status_id", "time", "metadata.version", "metadata.profiles",
    };

    private readonly OcsfSchema schema;
    private readonly Event e;
    private readonly OcsfClass eventClass;
    private readonly JsonObject root = [];
    private readonly JsonObject unmapped = [];
    private readonly SortedSet<string> applied = new(StringComparer.Ordinal);

    /// <summary>Only in a document that was OCSF is a name of its own a path: elsewhere "status" or "duration" is the source's word for something else.</summary>
    private readonly bool isOcsf;

    internal DocumentMaker(OcsfSchema schema, Event e)
    {
        (this.schema, this.e) = (schema, e);
        isOcsf = e.TryGetUnmapped("metadata.version"u8, out _);
        eventClass = schema.FindClass((int)e.Class) ?? throw new InvalidOperationException($"The schema has no class {e.Class}.");
    }

    internal JsonObject Make()
    {
        Stamp();
        PlaceFields();
        if (e.Asset is { } asset) Default("device.uid", asset.Value);
        Default("metadata.product.name", e.LogSource.Product.Length > 0 ? e.LogSource.Product : e.Decoder);
        Default("metadata.logged_time", e.Received.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Default("metadata.uid", $"{e.Feed.Value}:{e.Offset.ToString(CultureInfo.InvariantCulture)}");
        KeepRaw();
        Default("activity_name", eventClass.Attributes["activity_id"].Values.GetValueOrDefault(root["activity_id"]!.ToJsonString())?.Caption ?? "");
        var filler = new DocumentFiller(applied, unmapped, e.Time.ToUnixTimeMilliseconds());
        filler.Complete(root, eventClass);
        if (!isOcsf) Captions.Normalise(root, eventClass, unmapped);
        if (root["severity"] is null && eventClass.Attributes["severity_id"].Values.TryGetValue(root["severity_id"]!.ToJsonString(), out var severity)) root["severity"] = severity.Caption;
        if (applied.Count > 0) ((JsonObject)root["metadata"]!)["profiles"] = new JsonArray([.. applied.Select(p => JsonValue.Create(p))]);
        unmapped["ward"] = Provenance(filler.Filled);
        root["unmapped"] = unmapped;
        return root;
    }

    private void Stamp()
    {
        var activities = eventClass.Attributes["activity_id"].Values;
        var activity = activities.ContainsKey(e.Activity.ToString(CultureInfo.InvariantCulture)) ? e.Activity : activities.ContainsKey("99") ? 99 : 0;
        if (activity != e.Activity) Keep("activity_id", e.Activity.ToString(CultureInfo.InvariantCulture));
        root["class_uid"] = eventClass.Uid;
        root["class_name"] = eventClass.Caption;
        root["category_uid"] = eventClass.Category.Uid;
        root["category_name"] = eventClass.Category.Caption;
        root["activity_id"] = activity;
        root["type_uid"] = (eventClass.Uid * 100L) + activity;
        root["type_name"] = eventClass.Attributes["type_uid"].Values.GetValueOrDefault(root["type_uid"]!.ToJsonString())?.Caption;
        root["time"] = e.Time.ToUnixTimeMilliseconds();
        root["metadata"] = new JsonObject { ["version"] = schema.Version };
        if (e.StatusId == 0) return;
        var status = e.StatusId.ToString(CultureInfo.InvariantCulture);
        if (DocumentValue.Of(eventClass.Attributes["status_id"], status) is { } known) root["status_id"] = known;
        else Keep("status_id", status);
    }

    private void PlaceFields()
    {
        var placements = new List<Placement>(e.FieldCount);
        for (var i = 0; i < e.FieldCount; i++)
        {
            var (path, text) = (Encoding.UTF8.GetString(e.NameAt(i)), Encoding.UTF8.GetString(e.ValueAt(i)));
            if (e.FieldAt(i) == FieldId.Unmapped && !isOcsf) Keep(path, text);
            else if (!Stamped.Contains(path)) placements.Add(Placement.Of(eventClass, path, text));
            else if (path == "metadata.profiles" && schema.Profiles.Contains(text)) applied.Add(text);
            else if (!IsSaid(path, text)) Keep(path, text);
        }

        ArrayElements.Tell(placements);
        var homeless = placements.Where(p => !p.HasPlace || !TryPlace(p)).ToList();
        foreach (var (without, placed) in Kin.Find(eventClass, root, homeless.ToList()))
            if (homeless.Contains(without) && TryPlace(placed)) homeless.Remove(without);
        homeless.RemoveAll(h => Kin.IsSaid(root, h));
        foreach (var placement in homeless) Keep(placement.Path, placement.Text);
    }

    /// <summary>Whether the document says the same already.</summary>
    private bool IsSaid(string path, string text) =>
        (path == "metadata.version" ? root["metadata"]!["version"] : root[path]) is { } said
        && (said is JsonValue value && value.TryGetValue<string>(out var words) ? words : said.ToJsonString()) == text;

    private bool TryPlace(Placement placement)
    {
        var at = root;
        for (var i = 0; i < placement.Along.Count - 1; i++)
        {
            var attribute = placement.Along[i];
            if (!attribute.IsArray)
            {
                if (at[attribute.Name] is not JsonObject next) at[attribute.Name] = next = [];
                at = next;
                continue;
            }

            if (at[attribute.Name] is not JsonArray array) at[attribute.Name] = array = [];
            var element = i == placement.ArrayAt ? placement.Element : 0;
            while (array.Count <= element) array.Add(new JsonObject());
            at = (JsonObject)array[element]!;
        }

        var leaf = placement.Along[^1];
        var value = DocumentValue.Of(leaf, placement.Text);
        if (leaf.IsArray)
        {
            if (at[leaf.Name] is not JsonArray values) at[leaf.Name] = values = [];
            values.Add(value);
        }
        else if (at.ContainsKey(leaf.Name)) return false;
        else at[leaf.Name] = value;

        foreach (var attribute in placement.Along) Apply(attribute);
        return true;
    }

    /// <summary>An attribute of a profile needs the profile named; of several the one of the event's own system.</summary>
    private void Apply(OcsfAttribute attribute)
    {
        if (attribute.IsIn(applied)) return;
        applied.Add(attribute.Profiles.FirstOrDefault(p => e.LogSource.Product.Length > 0 && p.StartsWith(e.LogSource.Product + "/", StringComparison.Ordinal)) ?? attribute.Profiles[0]);
    }

    private void Default(string path, string text)
    {
        if (text.Length > 0 && Placement.Of(eventClass, path, text) is { HasPlace: true } placement) TryPlace(placement);
    }

    /// <summary>Bytes that are no UTF-8 cannot stand in JSON: the line is then also kept as it came, in base 64.</summary>
    private void KeepRaw()
    {
        var raw = e.Raw.Span;
        if (root.ContainsKey("raw_data")) return;
        root["raw_data"] = Encoding.UTF8.GetString(raw);
        if (!Utf8.IsValid(raw)) Keep("raw_base64", Convert.ToBase64String(raw));
    }

    private void Keep(string name, string text)
    {
        if (unmapped[name] is not { } known) unmapped[name] = text;
        else if (known is JsonArray many) many.Add((JsonNode)text);
        else unmapped[name] = new JsonArray(known.DeepClone(), text);
    }

    private JsonObject Provenance(IReadOnlyList<string> filled)
    {
        var source = new JsonObject();
        if (e.LogSource.Category.Length > 0) source["category"] = e.LogSource.Category;
        if (e.LogSource.Product.Length > 0) source["product"] = e.LogSource.Product;
        if (e.LogSource.Service.Length > 0) source["service"] = e.LogSource.Service;
        var ward = new JsonObject { ["city"] = e.City.Value, ["feed"] = e.Feed.Value, ["offset"] = e.Offset, ["assurance"] = e.Assurance.ToString(), ["source_proven"] = e.SourceProven };
        if (e.Decoder.Length > 0) ward["decoder"] = e.Decoder;
        if (e.Asset is { } asset) ward["asset"] = asset.Value;
        if (source.Count > 0) ward["log_source"] = source;
        if (filled.Count > 0) ward["filled"] = new JsonArray([.. filled.Select(f => JsonValue.Create(f))]);
        return ward;
    }
}
