using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class IncidentApi
{
    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents").WithTags("Incidents");

        incidents.MapGet("", async (ClaimsPrincipal user, IncidentDesk desk, CancellationToken stop, bool open = false, int limit = 100) =>
                (await desk.List(user.Caller(), open, limit, stop)).Send())
            .WithName("listIncidents").WithSummary("Incidents, newest first; only open ones with open=true").Needs(Permission.See)
            .Produces<IReadOnlyList<IncidentRow>>().ProducesProblem(400);

        incidents.MapGet("/{id}", async (string id, ClaimsPrincipal user, IncidentDesk desk, CancellationToken stop) =>
                (await desk.Find(user.Caller(), id, stop)).Send())
            .WithName("getIncident").WithSummary("One incident with findings, forecast, prescription, plans, outcomes and judgements").Needs(Permission.See)
            .Produces<IncidentView>().ProducesProblem(404);

        incidents.MapGet("/{id}/after-action", async (string id, ClaimsPrincipal user, IncidentDesk desk, CancellationToken stop) =>
                await desk.AfterAction(user.Caller(), id, stop) is var answer && answer.Got is { } text
                    ? TypedResults.Text(text, "text/markdown; charset=utf-8")
                    : answer.SendProblem())
            .WithName("getAfterAction").WithSummary("The after-action record as Markdown").Needs(Permission.See)
            .Produces<string>(200, "text/markdown").ProducesProblem(404);

        incidents.MapPost("/{id}/judgement", async (string id, JudgementRequest body, ClaimsPrincipal user, IncidentDesk desk, CancellationToken stop) =>
                (await desk.Judge(user.Caller(), id, body.Kind ?? "", body.Note, stop)).Send())
            .WithName("judgeIncident").WithSummary("Say whether an incident was true, false or benign").Needs(Permission.Judge)
            .Produces<JudgementView>().ProducesProblem(400).ProducesProblem(404);
    }
}
