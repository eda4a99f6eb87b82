using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>How one set of attributes is laid over another: what lies on top wins, enumerations are joined, profiles are united.</summary>
internal static class Merging
{
    private static readonly string[] Ranks = ["optional", "recommended", "required"];

    /// <summary>Lays <paramref name="top"/> over <paramref name="under"/>, which is changed.</summary>
    internal static void Lay(JsonObject top, JsonObject under)
    {
        foreach (var (name, attribute) in top)
        {
            if (under[name] is JsonObject known) LayAttribute((JsonObject)attribute!, known);
            else under[name] = attribute!.DeepClone();
        }
    }

    /// <summary>Objects are joined member by member, everything else is replaced.</summary>
    internal static void LayDeep(JsonObject top, JsonObject under)
    {
        foreach (var (name, value) in top)
        {
            if (value is JsonObject o && under[name] is JsonObject known) LayDeep(o, known);
            else under[name] = value?.DeepClone();
        }
    }

    private static void LayAttribute(JsonObject top, JsonObject under)
    {
        // Where two profiles bring the same attribute, the stricter requirement stands.
        var strictest = top["profiles"] is not null && under.ContainsKey("profiles") && under.ContainsKey("requirement");
        foreach (var (name, value) in top)
        {
            if (name == "profiles" && under.ContainsKey(name)) under[name] = United(under[name], value);
            else if (name == "requirement" && strictest) under[name] = Stricter((string?)under[name], (string?)value);
            else if (value is JsonObject o && under[name] is JsonObject known) LayDeep(o, known);
            else under[name] = value?.DeepClone();
        }
    }

    /// <summary>Null says that no profile is needed, and stays.</summary>
    private static JsonArray? United(JsonNode? one, JsonNode? other)
    {
        if (one is not JsonArray a || other is not JsonArray b) return null;
        return new JsonArray([.. a.Concat(b).Select(n => (string)n!).Distinct().Order(StringComparer.Ordinal).Select(n => JsonValue.Create(n))]);
    }

    private static string? Stricter(string? one, string? other) => Array.IndexOf(Ranks, one) > Array.IndexOf(Ranks, other) ? one : other;
}
