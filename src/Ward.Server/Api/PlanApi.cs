using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Replaying;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class PlanApi
{
    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").WithTags("Plans");

        plans.MapGet("", async (ClaimsPrincipal user, PlanDesk desk, CancellationToken stop, int limit = 100) => (await desk.List(user.Caller(), limit, stop)).Send())
            .WithName("listPlans").WithSummary("Plans, newest first").Needs(Permission.See)
            .Produces<IReadOnlyList<PlanView>>().ProducesProblem(400);

        plans.MapGet("/{id}", async (string id, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) => (await desk.Find(user.Caller(), id, stop)).Send())
            .WithName("getPlan").WithSummary("One plan with its actions and every transition").Needs(Permission.See)
            .Produces<PlanView>().ProducesProblem(404);

        plans.MapGet("/{id}/replay", async (string id, ClaimsPrincipal user, ReplayDesk desk, CancellationToken stop, bool choose = false) => (await desk.Replay(user.Caller(), id, choose, stop)).Send())
            .WithName("replayPlan").WithSummary("A past decision on the model of its moment and on today's: does the recorded plan hold, and what would be chosen").Needs(Permission.ReadJournal)
            .Produces<ReplayView>().ProducesProblem(404).ProducesProblem(409);

        plans.MapPost("/{id}/approve", async (string id, ApprovalRequest body, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) =>
                (await desk.Approve(user.Caller(), id, body.Hash, stop)).Send())
            .WithName("approvePlan").WithSummary("Approve exactly the plan with this hash").Needs(Permission.Approve).Decides();

        plans.MapPost("/{id}/reject", async (string id, ReasonRequest body, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) =>
                (await desk.Reject(user.Caller(), id, body.Reason, stop)).Send())
            .WithName("rejectPlan").WithSummary("Reject a plan").Needs(Permission.Approve).Decides();

        plans.MapPost("/{id}/undo", async (string id, ReasonRequest body, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) =>
                (await desk.Undo(user.Caller(), id, body.Reason, stop)).Send())
            .WithName("undoPlan").WithSummary("End a plan's leases now").Needs(Permission.Undo).Decides();

        plans.MapPost("/{id}/steps/{step:int}/done", async (string id, int step, ReasonRequest body, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) =>
                (await desk.StepDone(user.Caller(), id, step, body.Reason, stop)).Send())
            .WithName("manualStepDone").WithSummary("Say that a person has carried out a manual step of a plan; the reason says what was done").Needs(Permission.SayDone).Decides();

        api.MapPost("/release-all", async (ReasonRequest body, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) =>
                (await desk.ReleaseAll(user.Caller(), body.Reason, stop)).Send())
            .WithName("releaseAll").WithTags("Kill switch").WithSummary("End everything that is in force, and hold automatic action back").Needs(Permission.ReleaseAll)
            .Produces<DoneView>().ProducesProblem(400).ProducesProblem(409);

        api.MapPost("/resume", async (ReasonRequest body, ClaimsPrincipal user, PlanDesk desk, CancellationToken stop) =>
                (await desk.Resume(user.Caller(), body.Reason, stop)).Send())
            .WithName("resume").WithTags("Kill switch").WithSummary("Let automatic action begin again").Needs(Permission.Resume)
            .Produces<DoneView>().ProducesProblem(400).ProducesProblem(409);
    }

    private static void Decides(this RouteHandlerBuilder route) =>
        route.Produces<DoneView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
}
