using System.Buffers.Binary;
using System.Globalization;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>
/// OTLP logs over gRPC: the one unary call of LogsService, by hand over HTTP/2 (gRPC over HTTP2, its own protocol document). It needs an https
/// address, since HTTP/2 is agreed upon in the TLS handshake. The feed is the token's own.
/// </summary>
internal static class OtlpGrpc
{
    public const string Service = "opentelemetry.proto.collector.logs.v1.LogsService";
    private const int Unimplemented = 12;

    public static void MapOtlpGrpc(this IEndpointRouteBuilder app) => app.MapPost($"/{Service}/Export", Export).IsSenderDoor();

    private static async Task Export(HttpContext http, IngestDesk desk, CancellationToken stop)
    {
        http.Response.ContentType = "application/grpc";
        if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true || !http.Response.SupportsTrailers())
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var posted = await Take(http, desk, stop);
        if (posted.Accepted is { } accepted)
        {
            var answer = OtlpApi.Answer(accepted);
            var framed = new byte[GrpcMessage.Header + answer.Length];
            BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), answer.Length);
            answer.CopyTo(framed, GrpcMessage.Header);
            await http.Response.Body.WriteAsync(framed, stop);
        }

        http.Response.AppendTrailer("grpc-status", Code(posted.Status).ToString(CultureInfo.InvariantCulture));
        if (posted.Words.Length > 0) http.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(posted.Words));
    }

    private static async Task<Posted> Take(HttpContext http, IngestDesk desk, CancellationToken stop)
    {
        var entered = await desk.Enter(http.User.Caller(), IngestDesk.Own);
        if (entered is not Answer<FeedId>.Ok ok) return Posted.Denied(http.User, entered);
        using var body = new BoundedBody(http.Request.Body, IngestDesk.LargestBody);
        var (message, refused) = await GrpcMessage.Open(body, http.Request.Headers["grpc-encoding"].ToString(), stop);
        if (refused is not null) return refused;
        await using var unpacked = message!;
        return await Posted.Take(http, desk, ok.Value, PostedFormat.OtlpProtobuf, unpacked, body, stop);
    }

    /// <summary>gRPC's status codes; UNAVAILABLE is the one after which OTLP clients try again.</summary>
    private static int Code(int status) => status switch
    {
        200 => 0,
        400 => 3,
        401 => 16,
        403 => 7,
        404 => 5,
        413 => 8,
        429 or 503 => 14,
        501 => Unimplemented,
        _ => 2,
    };
}
