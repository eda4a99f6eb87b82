using System.Text.Json.Nodes;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Documents;

/// <summary>
/// Where a class keeps what it has no attribute of its own for: the process or user that others have at the root stands under its actor, a
/// finding's endpoints among its evidences. Whole objects only, and only where nothing stands yet: never one user's number with another's name.
/// </summary>
internal static class Kin
{
    private static readonly (string From, string[] To)[] Table =
    [
        ("process", ["evidences.process", "query_evidence.process", "actor.process"]),
        ("user", ["evidences.user", "query_evidence.user", "actor.user", "process.user", "job.user"]),
        ("session", ["actor.session", "process.session"]),
        ("src_endpoint", ["evidences.src_endpoint"]),
        ("dst_endpoint", ["evidences.dst_endpoint"]),
        ("connection_info", ["evidences.connection_info"]),
        ("file", ["evidences.file", "query_evidence.file"]),
        ("query", ["evidences.query"]),
        ("email", ["evidences.email"]),
        ("http_request.url", ["evidences.url"]),
        ("app_name", ["app.name", "service.name", "actor.app_name", "metadata.product.feature.name"]),
        ("service", ["app"]),
        ("service.name", ["app_name", "actor.app_name", "metadata.product.feature.name"]),
        ("connection_info.uid", ["session.uid", "actor.session.uid"]),
        ("reg_key.path", ["reg_value.path"]),
    ];

    /// <summary>The homeless fields that found a place, each with its new one, in an order in which they may be placed one by one.</summary>
    internal static IEnumerable<(Placement Homeless, Placement Placed)> Find(OcsfClass of, JsonObject root, IReadOnlyList<Placement> homeless)
    {
        foreach (var (from, to) in Table)
        {
            if (of.Attributes.ContainsKey(from.Split('.')[0])) continue;
            var members = homeless.Where(h => h.Path.StartsWith(from, StringComparison.Ordinal) && (h.Path.Length == from.Length || h.Path[from.Length] == '.')).ToList();
            if (members.Count == 0) continue;
            foreach (var candidate in to)
            {
                if (OcsfSchema.Find(of, candidate) is null || IsThere(root, candidate)) continue;
                foreach (var member in members)
                    if (Placement.Of(of, candidate + member.Path[from.Length..], member.Text) is { HasPlace: true } placed) yield return (member, placed);
                break;
            }
        }
    }

    /// <summary>Whether the document says the same already at a place of kin: a service that bears its program's name.</summary>
    internal static bool IsSaid(JsonObject root, Placement homeless)
    {
        foreach (var (from, to) in Table)
        {
            if (!homeless.Path.StartsWith(from, StringComparison.Ordinal) || (homeless.Path.Length > from.Length && homeless.Path[from.Length] != '.')) continue;
            foreach (var candidate in to)
                if (Find(root, candidate + homeless.Path[from.Length..]) is JsonValue value && value.TryGetValue<string>(out var text) && text == homeless.Text) return true;
        }

        return false;
    }

    private static bool IsThere(JsonObject root, string path) => Find(root, path) is not null;

    private static JsonNode? Find(JsonObject root, string path)
    {
        JsonNode? at = root;
        foreach (var part in path.Split('.'))
        {
            if (at is JsonArray { Count: > 0 } array) at = array[0];
            at = (at as JsonObject)?[part];
        }

        return at;
    }
}
