using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ward.Ingest.Feeds;
using Ward.Server.Access;
using Ward.Server.Application;

namespace Ward.Server.Api;

internal static class IngestApi
{
    /// <summary>The name of the limiter that bounds how many bodies are read at once.</summary>
    public const string Limiter = "ingest";

    private const int RetrySeconds = 5;

    public static void MapIngest(this IEndpointRouteBuilder api) =>
        api.MapPost("/ingest/{feed}", Post)
            .WithMetadata(new RequestSizeLimitAttribute(IngestDesk.LargestBody + 1024)) // ours answers first, with a sentence
            .RequireRateLimiting(Limiter)
            .Accepts<Stream>("application/x-ndjson")
            .WithName("postLines").WithTags("Ingest").WithSummary("Post newline-delimited lines to a feed; 200 means that all of them are durable").Needs(Permission.Ingest)
            .Produces<IngestReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(429).ProducesProblem(503);

    private static async Task<IResult> Post(string feed, HttpContext http, ClaimsPrincipal user, IngestDesk desk, CancellationToken stop)
    {
        if (http.Request.ContentLength > IngestDesk.LargestBody) return TooLarge();
        using var body = new BoundedBody(http.Request.Body, IngestDesk.LargestBody);
        Answer<IntakeReceipt> answer;
        try
        {
            answer = await desk.Post(user.Caller(), feed, body, Sender(http), stop);
        }
        catch (Exception) when (body.Exceeded)
        {
            return TooLarge();
        }

        if (body.Exceeded) return TooLarge();
        switch (answer.Got)
        {
            case null:
                return answer.SendProblem();
            case IntakeReceipt.Accepted accepted:
                return TypedResults.Ok(new IngestReceipt(accepted.Lines));
            case IntakeReceipt.Refused refused:
                return TypedResults.Problem(new ProblemDetails
                {
                    Status = 400,
                    Detail = refused.Line > 0 ? $"Line {refused.Line}: {refused.Reason}" : refused.Reason,
                    Extensions = { ["line"] = refused.Line },
                });
            case IntakeReceipt.NoSuchFeed:
                return TypedResults.Problem("There is no feed of this name that takes posted lines.", statusCode: 404);
            case IntakeReceipt.Unavailable unavailable:
                http.Response.Headers.RetryAfter = RetrySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return TypedResults.Problem(unavailable.Reason, statusCode: 503);
            case var other:
                throw new InvalidOperationException($"unknown receipt {other.GetType().Name}");
        }
    }

    private static IPAddress? Sender(HttpContext http) => http.Connection.RemoteIpAddress;

    private static ProblemHttpResult TooLarge() =>
        TypedResults.Problem($"A body is at most {IngestDesk.LargestBody} bytes; send it in parts.", statusCode: 413);
}
