using System.Text.Json;

namespace Ward.Server.Api.Senders;

/// <summary>The calls around a bulk request. The version is that of the interface that is answered, not of a product.</summary>
internal static class ElasticHandshake
{
    private const string Version = "8.19.0", Lucene = "9.12.2", Oldest = "7.17.0", Cluster = "ward";

    /// <summary>What a shipper sets up before it writes: acknowledged, since it then writes, and kept nowhere.</summary>
    private static readonly string[] Setup = ["_ilm", "_index_template", "_template", "_component_template", "_data_stream", "_ingest", "_security", "_scripts"];

    public static Task Answer(HttpContext http, string path)
    {
        var method = http.Request.Method;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? path : path[..slash];
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (reads)
        {
            switch (first)
            {
                case "": return SenderDoors.Write(http, 200, Root);
                case "_license": return SenderDoors.Write(http, 200, License);
                case "_xpack": return SenderDoors.Write(http, 200, Features);
                case "_cluster": return SenderDoors.Write(http, 200, path.StartsWith("_cluster/settings", StringComparison.Ordinal) ? Nothing : Health);
                case "_nodes": return SenderDoors.Write(http, 200, Nodes);
                case "_cat": return SenderDoors.Write(http, 200, json => { json.WriteStartArray(); json.WriteEndArray(); });
            }

            // A template, alias or index that is asked for by HEAD is said to be there: then nobody loads it.
            if (HttpMethods.IsHead(method)) return SenderDoors.Write(http, 200, Nothing);
        }

        var setsUp = HttpMethods.IsPut(method) || HttpMethods.IsPost(method) || HttpMethods.IsDelete(method);
        // An index, its alias, its settings or its mapping: /name, /name/_alias/other.
        if (setsUp && (Setup.Contains(first) || (first.Length > 0 && first[0] != '_' && (slash < 0 || path[(slash + 1)..] is var rest && (rest.StartsWith("_alias", StringComparison.Ordinal) || rest.StartsWith("_mapping", StringComparison.Ordinal) || rest.StartsWith("_settings", StringComparison.Ordinal))))))
            return SenderDoors.Write(http, 200, Acknowledged);
        return Error(http, reads ? 404 : 400, reads ? "resource_not_found_exception" : "illegal_argument_exception", "Ward takes bulk requests at this address and answers what shippers ask before them; it keeps no such thing.");
    }

    public static Task Error(HttpContext http, int status, string type, string reason) => SenderDoors.Write(http, status, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, type);
        json.WriteString("reason"u8, reason);
        json.WriteStartArray("root_cause"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNumber("status"u8, status);
        json.WriteEndObject();
    });

    private static void Root(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, Cluster);
        json.WriteString("cluster_name"u8, Cluster);
        json.WriteString("cluster_uuid"u8, "ward-takes-bulk-requests"u8);
        json.WriteStartObject("version"u8);
        json.WriteString("number"u8, Version);
        json.WriteString("build_flavor"u8, "default"u8);
        json.WriteString("build_type"u8, "tar"u8);
        json.WriteBoolean("build_snapshot"u8, false);
        json.WriteString("lucene_version"u8, Lucene);
        json.WriteString("minimum_wire_compatibility_version"u8, Oldest);
        json.WriteString("minimum_index_compatibility_version"u8, Oldest);
        json.WriteEndObject();
        json.WriteString("tagline"u8, "You Know, for Search"u8); // older clients compare it
        json.WriteEndObject();
    }

    private static void License(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("license"u8);
        json.WriteString("status"u8, "active"u8);
        json.WriteString("uid"u8, Cluster);
        json.WriteString("type"u8, "basic"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Features(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("license"u8);
        json.WriteString("uid"u8, Cluster);
        json.WriteString("type"u8, "basic"u8);
        json.WriteString("mode"u8, "basic"u8);
        json.WriteString("status"u8, "active"u8);
        json.WriteEndObject();
        json.WriteStartObject("features"u8);
        json.WriteStartObject("ilm"u8);
        json.WriteBoolean("available"u8, true);
        json.WriteBoolean("enabled"u8, true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Health(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cluster_name"u8, Cluster);
        json.WriteString("status"u8, "green"u8);
        json.WriteBoolean("timed_out"u8, false);
        json.WriteNumber("number_of_nodes"u8, 1);
        json.WriteNumber("number_of_data_nodes"u8, 1);
        json.WriteEndObject();
    }

    private static void Nodes(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cluster_name"u8, Cluster);
        json.WriteStartObject("nodes"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Nothing(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static void Acknowledged(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("acknowledged"u8, true);
        json.WriteEndObject();
    }
}
