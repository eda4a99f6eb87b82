using System.Text.Json;
using Ward.Standards.Json;

namespace Ward.Standards.Stix;

/// <summary>Turns JSON objects into the objects that Ward needs. Pure; nothing makes it throw.</summary>
public static class StixObjectReader
{
    private const int LongestId = 256;

    /// <param name="reason">Why it is refused, in words.</param>
    public static bool TryRead(JsonElement json, out StixObject read, out string reason)
    {
        (read, reason) = (null!, "");
        if (json.Text("type") is not { Length: > 0 and <= 250 } type) return Refuse("it has no type", out reason);
        if (json.Text("id") is not { } id || id.Length > LongestId || !id.StartsWith(type + "--", StringComparison.Ordinal)) return Refuse($"its id is not of the form {type}--UUID", out reason);
        switch (type)
        {
            case "indicator": return TryIndicator(json, id, out read, out reason);
            case "marking-definition" when Level(json) is { } level:
                read = new StixObject.Marking(id, level);
                return true;
            default:
                read = new StixObject.Other(id, type);
                return true;
        }
    }

    private static bool TryIndicator(JsonElement json, string id, out StixObject read, out string reason)
    {
        (read, reason) = (null!, "");
        if (json.Text("pattern") is not { Length: > 0 } pattern) return Refuse("it has no pattern", out reason);
        var validFrom = json.Moment("valid_from");
        if (validFrom is null && json.Field("valid_from") is not null) return Refuse("its valid_from is no time", out reason);
        var validUntil = json.Moment("valid_until");
        if (validUntil is null && json.Field("valid_until") is not null) return Refuse("its valid_until is no time", out reason);
        if (validUntil <= validFrom) return Refuse("its valid_until is not after its valid_from", out reason);
        var confidence = json.Whole("confidence");
        if (confidence is < 0 or > 100) return Refuse("its confidence is not between 0 and 100", out reason);
        read = new StixObject.Indicator(
            id, json.Moment("modified"), json.Moment("created"), json.Text("name"), pattern, json.Text("pattern_type") ?? "stix", validFrom, validUntil,
            (int?)confidence, json.Flag("revoked") == true, [.. json.Texts("indicator_types"), .. json.Texts("labels")], json.Texts("object_marking_refs"));
        return true;
    }

    /// <summary>TLP 1 as the definition, TLP 2.0 in an extension of any name that has the field.</summary>
    private static Tlp? Level(JsonElement json)
    {
        if (json.Field("definition")?.Text("tlp") is { } first && TlpNames.TryRead(first, out var level)) return level;
        if (json.Field("extensions") is not { ValueKind: JsonValueKind.Object } extensions) return TlpNames.TryId(json.Text("id") ?? "", out level) ? level : null;
        foreach (var extension in extensions.EnumerateObject())
            if (extension.Value.Text("tlp_2_0") is { } second && TlpNames.TryRead(second, out level)) return level;
        return null;
    }

    private static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
