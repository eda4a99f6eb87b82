using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;

namespace Ward.Server.Api;

internal static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", async (ClaimsPrincipal user, SearchDesk desk, CancellationToken stop, string q = "", int? limit = null) =>
                await desk.Begin(user.Caller(), q, limit) is var answer && answer.Got is { } run
                    ? TypedResults.Stream(body => LineStream.Write(run.Lines, body, line => line.Kind is not ("row" or "group"), stop), "application/x-ndjson")
                    : answer.SendProblem())
            .WithName("search").WithTags("Search").WithSummary("Search the stored events: one JSON object a line, with progress between the rows; the last is done or error. Closing the connection ends the search")
            .Needs(Permission.Search).Produces<string>(200, "application/x-ndjson").ProducesProblem(400);
}
