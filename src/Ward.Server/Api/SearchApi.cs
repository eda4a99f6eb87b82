using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Server.Access;
using Ward.Server.Application;

namespace Ward.Server.Api;

internal static class SearchApi
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void MapSearch(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", async (ClaimsPrincipal user, SearchDesk desk, CancellationToken stop, string q = "", int? limit = null) =>
                await desk.Begin(user.Caller(), q, limit) is var answer && answer.Got is { } run
                    ? TypedResults.Stream(body => Write(run, body, stop), "application/x-ndjson")
                    : answer.SendProblem())
            .WithName("search").WithTags("Search").WithSummary("Search the stored events: one JSON object a line, with progress between the rows; the last is done or error. Closing the connection ends the search")
            .Needs(Permission.Search).Produces<string>(200, "application/x-ndjson").ProducesProblem(400);

    private static async Task Write(SearchRun run, Stream body, CancellationToken stop)
    {
        await foreach (var line in run.Lines.WithCancellation(stop))
        {
            await JsonSerializer.SerializeAsync(body, line, Shape, stop);
            await body.WriteAsync("\n"u8.ToArray(), stop);
            // Rows go out as they fill a buffer; what tells how far it is goes out at once.
            if (line.Kind is not ("row" or "group")) await body.FlushAsync(stop);
        }
    }
}
