using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application.Exports;

namespace Ward.Server.Api;

internal static class ExportApi
{
    public static void MapExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/export", async (ClaimsPrincipal user, ExportDesk desk, HttpResponse response, CancellationToken stop, string q = "", string format = "ndjson", string? columns = null) =>
            {
                var answer = await desk.Begin(user.Caller(), q, format, columns, stop);
                if (answer.Got is not { } run) return answer.SendProblem();
                // For an answer that never begins; one that is written cleans up before its last byte, so that nothing stays once it has been read.
                response.RegisterForDisposeAsync(run);
                response.Headers["Ward-Events"] = run.Events.ToString(System.Globalization.CultureInfo.InvariantCulture);
                // What breaks after the first byte breaks the connection, so that nobody takes a part for the whole.
                return TypedResults.Stream(async body =>
                {
                    await using (run) await run.Write(body, stop);
                }, run.ContentType, run.FileName);
            })
            .WithName("export").WithTags("Search").WithSummary("All stored events that fit, as a file: parquet, ndjson (OCSF documents) or csv. Closing the connection ends the export").Needs(Permission.Export)
            .Produces<byte[]>(200, "application/octet-stream", "application/vnd.apache.parquet", "application/x-ndjson", "text/csv").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
}
