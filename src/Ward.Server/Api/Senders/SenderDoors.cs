using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Ward.Server.Access.Tokens;
using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>The doors at which shippers knock that speak another product's protocol. Each answers refusals in that protocol's own words.</summary>
internal static class SenderDoors
{
    private static readonly string[] Prefixes = ["/elastic", "/services", "/otlp", "/v1/logs", "/" + OtlpGrpc.Service];

    public static void MapSenders(this IEndpointRouteBuilder app)
    {
        app.MapElastic();
        app.MapSplunk();
        app.MapOtlp();
        app.MapOtlpGrpc();
    }

    /// <summary>A door of this kind: open to all, since it asks for the token itself, and absent from Ward's own contract.</summary>
    public static TBuilder IsSenderDoor<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new SenderDoor(), new RequestSizeLimitAttribute(IngestDesk.LargestBody + 1024), new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute())
            .DisableAntiforgery().RequireRateLimiting(IngestApi.Limiter).ExcludeFromDescription();

    public static bool Has(PathString path) => Prefixes.Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes JSON by hand, as shippers expect it: names as they are given.</summary>
    public static Task Write(HttpContext http, int status, Action<Utf8JsonWriter> write, string type = "application/json")
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = buffer.WrittenCount;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted).AsTask();
    }
}
