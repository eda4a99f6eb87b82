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
            .Accepts<Stream>("application/x-ndjson")
            .WithName("postLines").WithTags("Ingest").WithSummary("Post newline-delimited lines to a feed; 200 means that all of them are durable").Needs(Permission.Ingest)
            .Produces<IngestReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);

    private static async Task<IResult> Post(string feed, HttpContext http, IngestDesk desk, CancellationToken stop)
    {
        // Text is for what reads lines as they are; it comes from 'ward ingest' and from scripts.
        var format = http.Request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true ? PostedFormat.SplunkRaw : PostedFormat.Ndjson;
        var posted = await Posted.Take(http, desk, feed, format, stop);
        if (posted.Accepted is { } accepted) return TypedResults.Ok(new IngestReceipt(accepted.Lines));
        var problem = new ProblemDetails { Status = posted.Status, Detail = posted.Line > 0 ? $"Line {posted.Line}: {posted.Words}" : posted.Words };
        if (posted.Status == StatusCodes.Status400BadRequest) problem.Extensions["line"] = posted.Line;
        return TypedResults.Problem(problem);
    }
}
