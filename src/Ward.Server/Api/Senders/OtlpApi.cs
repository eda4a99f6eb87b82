using System.Text;
using Ward.Ingest.Feeds;
using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>OTLP logs over HTTP, protobuf or JSON (OTLP 1.x, section OTLP/HTTP): the answer comes in the request's encoding.</summary>
internal static class OtlpApi
{
    private const string Protobuf = "application/x-protobuf", Json = "application/json";

    public static void MapOtlp(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/logs", (HttpContext http, IngestDesk desk, CancellationToken stop) => Take(http, desk, IngestDesk.Own, stop)).IsSenderDoor();
        app.MapPost("/otlp/{feed}/v1/logs", (string feed, HttpContext http, IngestDesk desk, CancellationToken stop) => Take(http, desk, feed, stop)).IsSenderDoor();
    }

    private static async Task Take(HttpContext http, IngestDesk desk, string feed, CancellationToken stop)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var json = type.Equals(Json, StringComparison.OrdinalIgnoreCase);
        if (!json && !type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var posted = await Posted.Take(http, desk, feed, json ? PostedFormat.OtlpJson : PostedFormat.OtlpProtobuf, stop);
        if (json) await AsJson(http, posted);
        else
        {
            var answer = posted.Accepted is { } accepted ? Answer(accepted) : Trouble(posted.Words);
            http.Response.StatusCode = posted.Status;
            http.Response.ContentType = Protobuf;
            http.Response.ContentLength = answer.Length;
            await http.Response.Body.WriteAsync(answer, stop);
        }
    }

    private static Task AsJson(HttpContext http, Posted posted) => SenderDoors.Write(http, posted.Status, json =>
    {
        json.WriteStartObject();
        if (posted.Accepted is null) json.WriteString("message"u8, posted.Words);
        else if (posted.Accepted.NotKept > 0)
        {
            json.WriteStartObject("partialSuccess"u8);
            json.WriteString("rejectedLogRecords"u8, posted.Accepted.NotKept.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("errorMessage"u8, posted.Accepted.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>ExportLogsServiceResponse: empty where everything is kept, else partial_success (1) with rejected_log_records (1) and error_message (2).</summary>
    internal static byte[] Answer(IntakeReceipt.Accepted accepted)
    {
        if (accepted.NotKept == 0) return [];
        List<byte> partial = [0x08, .. Varint(accepted.NotKept), .. Text(2, accepted.Reason ?? "")];
        return [0x0a, .. Varint(partial.Count), .. partial];
    }

    /// <summary>google.rpc.Status with its message (2).</summary>
    private static byte[] Trouble(string words) => Text(2, words);

    private static byte[] Text(int field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)((field << 3) | 2), .. Varint(bytes.Length), .. bytes];
    }

    private static List<byte> Varint(int number)
    {
        var bytes = new List<byte>();
        for (var rest = (uint)number; ; rest >>= 7)
        {
            bytes.Add((byte)(rest > 0x7f ? rest | 0x80 : rest));
            if (rest <= 0x7f) return bytes;
        }
    }
}
