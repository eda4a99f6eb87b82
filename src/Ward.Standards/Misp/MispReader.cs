using System.Text.Json;
using Ward.Standards.Json;

namespace Ward.Standards.Misp;

/// <summary>
/// Reads MISP's events, feed manifests and warning lists. Pure; bytes that are not what they should be are refused with a reason.
/// Bounds: the caller's bytes, and <see cref="JsonItems.Deepest"/> levels.
/// </summary>
public static class MispReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonItems.Deepest };

    /// <summary>One event: the object, in 'Event', or the list of a search in 'response'.</summary>
    public static bool TryEvents(ReadOnlyMemory<byte> json, out IReadOnlyList<MispEvent> events, out string reason)
    {
        events = [];
        if (!TryParse(json, out var document, out reason)) return false;
        using (document)
        {
            var root = document.RootElement;
            List<JsonElement> found = root.Field("response") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [root];
            var read = new List<MispEvent>();
            foreach (var item in found)
            {
                var one = item.Field("Event") ?? item;
                if (one.Text("uuid") is not { Length: > 0 and <= 64 } uuid || (one.Field("Attribute") is null && one.Field("Object") is null))
                    return Refuse("it is no MISP event: it has no uuid, or neither Attribute nor Object", out reason);
                read.Add(Event(one, uuid));
            }

            events = read;
            return true;
        }
    }

    /// <summary>manifest.json of a feed: which events it has, each with the time of its last change.</summary>
    public static bool TryManifest(ReadOnlyMemory<byte> json, out IReadOnlyDictionary<string, DateTimeOffset> events, out string reason)
    {
        var read = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        events = read;
        if (!TryParse(json, out var document, out reason)) return false;
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Refuse("it is no manifest: not an object of events by uuid", out reason);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                // The name becomes part of an address.
                if (!JsonFields.TryName(entry, out var uuid) || !Guid.TryParseExact(uuid, "D", out _)) return Refuse("it is no manifest: an event is not named by a uuid", out reason);
                read[uuid] = entry.Value.Seconds("timestamp") ?? DateTimeOffset.UnixEpoch;
            }

            return true;
        }
    }

    public static bool TryWarninglist(ReadOnlyMemory<byte> json, out Warninglist list, out string reason)
    {
        list = null!;
        if (!TryParse(json, out var document, out reason)) return false;
        using (document)
        {
            var root = document.RootElement;
            if (root.Text("name") is not { Length: > 0 } name) return Refuse("it has no name", out reason);
            if (root.Field("list") is not { ValueKind: JsonValueKind.Array }) return Refuse("it has no list", out reason);
            if (root.Text("type") is not { } type || !Warninglist.TryKind(type, out var kind)) return Refuse("its type is none of cidr, hostname, string, substring, regex", out reason);
            list = new Warninglist(name, root.Whole("version") ?? 0, kind, root.Texts("list"));
            return true;
        }
    }

    private static MispEvent Event(JsonElement json, string uuid)
    {
        var (level, action) = MispTags.Of(json);
        var attributes = new List<MispAttribute>();
        foreach (var attribute in json.Items("Attribute")) Add(attribute);
        foreach (var one in json.Items("Object"))
            foreach (var attribute in one.Items("Attribute")) Add(attribute);
        return new MispEvent(uuid, json.Text("info") ?? "", attributes);

        void Add(JsonElement attribute)
        {
            if (attribute.Text("type") is not { } type || attribute.Text("value") is not { } value || attribute.Flag("deleted") == true) return;
            var (own, ownAction) = MispTags.Of(attribute);
            attributes.Add(new MispAttribute(
                attribute.Text("uuid") ?? "", type, value, attribute.Flag("to_ids") == true, attribute.Seconds("timestamp"), attribute.Moment("first_seen"), attribute.Moment("last_seen"),
                Stricter(own, level), Stricter(ownAction, action)));
        }
    }

    private static T? Stricter<T>(T? own, T? given) where T : struct, Enum =>
        own is { } a && given is { } b ? Comparer<T>.Default.Compare(a, b) >= 0 ? a : b : own ?? given;

    private static bool TryParse(ReadOnlyMemory<byte> json, out JsonDocument document, out string reason)
    {
        (document, reason) = (null!, "");
        try
        {
            document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, Options);
            return true;
        }
        catch (JsonException fault)
        {
            return Refuse($"it is no JSON: {Yaml.Printable.Of(fault.Message)}", out reason);
        }
    }

    private static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
