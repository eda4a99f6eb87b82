using Microsoft.AspNetCore.Mvc;
using Ward.Ingest.Feeds;
using Ward.Server.Access;
using Ward.Server.Api.Senders;
using Ward.Server.Application;

namespace Ward.Server.Api;

internal static class IngestApi
{
    /// <summary>The name of the limiter that bounds how many bodies are read at once.</summary>
    public const string Limiter = "ingest";

    public static void MapIngest(this IEndpointRouteBuilder api) =>
        api.MapPost("/ingest/{feed}", Post)
            .WithMetadata(new RequestSizeLimitAttribute(IngestDesk.LargestBody + 1024)) // ours answers first, with a sentence
            .RequireRateLimiting(Limiter)
            .Accepts<Stream>("application/x-ndjson", "text/plain", "application/json", "application/ld+json", "application/xml", "text/xml", "application/cap+xml", "application/octet-stream")
            .WithName("postLines").WithTags("Ingest").WithSummary("Post lines or documents to a feed; 200 means that what is counted as lines is durable").Needs(Permission.Ingest)
            .Produces<IngestReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);

    private static async Task<IResult> Post(string feed, HttpContext http, IngestDesk desk, CancellationToken stop)
    {
        var posted = await Posted.Take(http, desk, feed, FormatOf(http.Request.ContentType), stop);
        if (posted.Accepted is { } accepted) return TypedResults.Ok(new IngestReceipt(accepted.Lines, accepted.NotKept, accepted.Reason));
        var problem = new ProblemDetails { Status = posted.Status, Detail = posted.Line > 0 ? $"Line {posted.Line}: {posted.Words}" : posted.Words };
        if (posted.Status == StatusCodes.Status400BadRequest) problem.Extensions["line"] = posted.Line;
        return TypedResults.Problem(problem);
    }

    /// <summary>Text is for what reads lines as they are; it comes from 'ward ingest' and from scripts. What names no type is lines of JSON.</summary>
    private static PostedFormat FormatOf(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/plain" => PostedFormat.SplunkRaw,
        "application/json" or "application/ld+json" => PostedFormat.JsonDocuments,
        "application/xml" or "text/xml" or "application/cap+xml" or "application/atom+xml" => PostedFormat.XmlDocuments,
        "application/octet-stream" => PostedFormat.EventLog,
        _ => PostedFormat.Ndjson,
    };
}
