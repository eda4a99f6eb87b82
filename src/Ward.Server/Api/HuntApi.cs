using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ward.Server.Access;
using Ward.Server.Application.Hunts;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class HuntApi
{
    /// <summary>Bytes of a request that brings its rules.</summary>
    public const int LargestRequest = 24 << 20;

    public static void MapHunts(this IEndpointRouteBuilder api)
    {
        var hunts = api.MapGroup("/hunts").WithTags("Hunts");

        hunts.MapPost("", async (HuntRequest body, ClaimsPrincipal user, HuntDesk desk, CancellationToken stop) =>
                (await desk.Begin(user.Caller(), new HuntAsk(body.Rules ?? [], body.Rule, body.Query, body.Time ?? "", body.Title) { Lists = body.Indicators ?? [], Feeds = body.Feeds ?? [], Baselines = body.Baselines ?? [] }, stop)).Send())
            .WithMetadata(new RequestSizeLimitAttribute(LargestRequest))
            .WithName("beginHunt").WithSummary("Run rules, a search, indicators or a baseline over stored history; it waits until those before it have ended").Needs(Permission.Hunt)
            .Produces<HuntView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

        hunts.MapGet("", async (ClaimsPrincipal user, HuntDesk desk) => (await desk.List(user.Caller())).Send())
            .WithName("listHunts").WithSummary("Hunts, newest first").Needs(Permission.Search).Produces<IReadOnlyList<HuntView>>();

        hunts.MapGet("/rules", async (ClaimsPrincipal user, HuntDesk desk) => (await desk.Rules(user.Caller())).Send())
            .WithName("listHuntRules").WithSummary("Rules of the live watch, each of which a hunt may name").Needs(Permission.Search).Produces<IReadOnlyList<HuntRuleView>>();

        hunts.MapGet("/{id}", async (string id, ClaimsPrincipal user, HuntDesk desk) => (await desk.Find(user.Caller(), id)).Send())
            .WithName("getHunt").WithSummary("One hunt and how far it is").Needs(Permission.Search).Produces<HuntView>().ProducesProblem(404);

        hunts.MapGet("/{id}/findings", async (string id, ClaimsPrincipal user, HuntDesk desk, long from = 0, int limit = 100) => (await desk.Findings(user.Caller(), id, from, limit)).Send())
            .WithName("listHuntFindings").WithSummary("What a hunt found, in the journal's order, with its evidence").Needs(Permission.Search)
            .Produces<HuntFindingsView>().ProducesProblem(400).ProducesProblem(404);

        hunts.MapGet("/{id}/follow", async (string id, ClaimsPrincipal user, HuntDesk desk, CancellationToken stop, long from = 0) =>
                await desk.Follow(user.Caller(), id, from) is var answer && answer.Got is { } lines
                    ? TypedResults.Stream(body => LineStream.Write(lines, body, line => line.Kind != "finding", stop), "application/x-ndjson")
                    : answer.SendProblem())
            .WithName("followHunt").WithSummary("A hunt as it goes: one JSON object a line, findings with progress between them; the last is paused, done or failed. Closing the connection leaves the hunt as it is").Needs(Permission.Search)
            .Produces<string>(200, "application/x-ndjson").ProducesProblem(400).ProducesProblem(404);

        hunts.MapPost("/{id}/pause", async (string id, ClaimsPrincipal user, HuntDesk desk) => (await desk.Pause(user.Caller(), id)).Send())
            .WithName("pauseHunt").WithSummary("Stop a hunt where it stands; it can go on").Needs(Permission.Hunt).Produces<HuntView>().ProducesProblem(404).ProducesProblem(409);

        hunts.MapPost("/{id}/resume", async (string id, ClaimsPrincipal user, HuntDesk desk) => (await desk.Resume(user.Caller(), id)).Send())
            .WithName("resumeHunt").WithSummary("Let a hunt go on that was paused or failed").Needs(Permission.Hunt).Produces<HuntView>().ProducesProblem(404).ProducesProblem(409);

        hunts.MapDelete("/{id}", async (string id, ClaimsPrincipal user, HuntDesk desk) => (await desk.Remove(user.Caller(), id)).Send())
            .WithName("removeHunt").WithSummary("Stop a hunt and forget it with its findings").Needs(Permission.Hunt).Produces<bool>().ProducesProblem(404);
    }
}
