using Ward.Ingest.Feeds;
using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>
/// Splunk's HTTP event collector. Codes and texts are the collector's, since clients compare them. Indexer acknowledgement is declined, as a
/// collector without it does: a line is durable before the answer, so there is nothing left to ask.
/// </summary>
internal static class SplunkApi
{
    public static void MapSplunk(this IEndpointRouteBuilder app)
    {
        foreach (var version in new[] { "", "/1.0" })
        {
            app.MapPost("/services/collector/event" + version, Events).IsSenderDoor();
            app.MapPost("/services/collector/raw" + version, Raw).IsSenderDoor();
            app.MapGet("/services/collector/health" + version, (HttpContext http) => Say(http, 200, 17, "HEC is healthy")).IsSenderDoor();
        }

        app.MapPost("/services/collector", Events).IsSenderDoor();
        app.MapPost("/services/collector/ack", (HttpContext http) => Say(http, 400, 14, "ACK is disabled")).IsSenderDoor();
    }

    private static Task Events(HttpContext http, IngestDesk desk, CancellationToken stop) => Take(http, desk, PostedFormat.SplunkEvents, stop);

    private static Task Raw(HttpContext http, IngestDesk desk, CancellationToken stop) => Take(http, desk, PostedFormat.SplunkRaw, stop);

    private static async Task Take(HttpContext http, IngestDesk desk, PostedFormat format, CancellationToken stop)
    {
        var posted = await Posted.Take(http, desk, IngestDesk.Own, format, stop);
        await (posted.Status switch
        {
            200 => Say(http, 200, 0, "Success"),
            401 when http.Request.Headers.Authorization.Count == 0 => Say(http, 401, 2, "Token is required"),
            401 => Say(http, 403, 4, "Invalid token"),
            400 when posted.Words == "no data" => Say(http, 400, 5, "No data"),
            400 when posted.Line > 0 => Say(http, 400, 6, "Invalid data format: " + posted.Words, posted.Line - 1),
            400 => Say(http, 400, 6, "Invalid data format: " + posted.Words),
            403 => Say(http, 403, 1, posted.Words),
            404 => Say(http, 400, 7, "Incorrect index"),
            413 => Say(http, 413, 6, posted.Words),
            // 503 is what the collector's clients try again after.
            429 or 503 => Say(http, posted.Status, 9, "Server is busy: " + posted.Words),
            _ => Say(http, posted.Status, 8, posted.Words),
        });
    }

    private static Task Say(HttpContext http, int status, int code, string text, int? invalid = null) => SenderDoors.Write(http, status, json =>
    {
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteNumber("code"u8, code);
        if (invalid is { } number) json.WriteNumber("invalid-event-number"u8, number);
        json.WriteEndObject();
    });
}
