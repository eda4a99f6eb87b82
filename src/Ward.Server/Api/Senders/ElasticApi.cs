using System.Text.Json;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>
/// What Filebeat, Winlogbeat, Logstash, Vector, Fluent Bit, rsyslog and syslog-ng ask of Elasticsearch before they write and while they write.
/// Ward keeps lines, not indices: what would set one up is acknowledged and forgotten, what would read one is not there.
/// </summary>
internal static class ElasticApi
{
    public static void MapElastic(this IEndpointRouteBuilder app)
    {
        app.Map("/elastic/{feed}/{**path}", Answer).IsSenderDoor();
        app.Map("/elastic/{feed}", Answer).IsSenderDoor();
    }

    private static async Task Answer(string feed, string? path, HttpContext http, IngestDesk desk, CancellationToken stop)
    {
        http.Response.Headers["X-Elastic-Product"] = "Elasticsearch"; // official clients stop without it
        var asked = (path ?? "").Trim('/');
        var posts = HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method);
        if (posts && (asked == "_bulk" || asked.EndsWith("/_bulk", StringComparison.Ordinal)))
        {
            await Bulk(http, await Posted.Take(http, desk, feed, PostedFormat.ElasticBulk, stop), asked);
            return;
        }

        var entered = await desk.Enter(http.User.Caller(), feed);
        if (entered is Answer<FeedId>.Ok) await ElasticHandshake.Answer(http, asked);
        else await Refuse(http, Posted.Denied(http.User, entered));
    }

    private static Task Refuse(HttpContext http, Posted posted)
    {
        if (posted.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "ApiKey";
        return ElasticHandshake.Error(http, posted.Status, posted.Status switch
        {
            401 or 403 => "security_exception",
            404 => "index_not_found_exception",
            413 => "content_too_long_exception",
            429 or 503 => "es_rejected_execution_exception",
            _ => "illegal_argument_exception",
        }, posted.Line > 0 ? $"line {posted.Line}: {posted.Words}" : posted.Words);
    }

    private static Task Bulk(HttpContext http, Posted posted, string asked)
    {
        if (posted.Accepted is not { } accepted) return Refuse(http, posted);
        var named = asked.Length > "/_bulk".Length ? asked[..^"/_bulk".Length] : "";
        return SenderDoors.Write(http, posted.Status, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("took"u8, 0);
            json.WriteBoolean("errors"u8, accepted.NotKept > 0);
            json.WriteStartArray("items"u8);
            foreach (var item in accepted.Items) Item(item, named, json);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Item(PostedItem item, string named, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject(item.Action);
        json.WriteString("_index"u8, item.Index.Length > 0 ? item.Index : named);
        json.WriteNumber("status"u8, item.Reason is null ? StatusCodes.Status201Created : StatusCodes.Status400BadRequest);
        if (item.Reason is null) json.WriteString("result"u8, "created"u8);
        else
        {
            json.WriteStartObject("error"u8);
            json.WriteString("type"u8, "document_parsing_exception"u8);
            json.WriteString("reason"u8, item.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
