using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application.Tuning;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class RuleApi
{
    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Rules");

        rules.MapGet("", async (ClaimsPrincipal user, RulesDesk desk) => (await desk.All(user.Caller())).Send())
            .WithName("getRules").WithSummary("What the engine knows of its rules: refused, waiting, filters with their ends, what correlations hold and gave up").Needs(Permission.See)
            .Produces<RulesView>();

        rules.MapPost("/filters/propose", async (ProposalRequest body, ClaimsPrincipal user, FilterDesk desk, CancellationToken stop) =>
                (await desk.Propose(user.Caller(), body.Incident ?? "", body.Finding ?? "", body.Days ?? 30, body.Why, stop)).Send())
            .WithName("proposeFilter").WithSummary("The narrowest filter that keeps a finding quiet; nothing is kept").Needs(Permission.Tune)
            .Produces<FilterProposalView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

        rules.MapPost("/filters/preview", async (FilterRequest body, ClaimsPrincipal user, FilterDesk desk, CancellationToken stop) => (await desk.Preview(user.Caller(), body.Text, body.Since, stop)).Send())
            .WithName("previewFilter").WithSummary("What a filter would have kept quiet in stored history, by rule, with samples and warnings; nothing is kept").Needs(Permission.Tune)
            .Produces<FilterPreviewView>().ProducesProblem(400).ProducesProblem(409);

        rules.MapPost("/filters", async (FilterRequest body, ClaimsPrincipal user, FilterDesk desk) => (await desk.Add(user.Caller(), body.Text, body.Wide ?? false)).Send())
            .WithName("addFilter").WithSummary("Keep a filter with owner and end; one of the same id is replaced").Needs(Permission.Tune)
            .Produces<DoneFilterView>().ProducesProblem(400).ProducesProblem(409);

        rules.MapDelete("/filters/{name}", async (string name, ClaimsPrincipal user, FilterDesk desk) => (await desk.Remove(user.Caller(), name)).Send())
            .WithName("removeFilter").WithSummary("Remove a filter that was made here; what it kept quiet speaks again").Needs(Permission.Tune)
            .Produces<bool>().ProducesProblem(404);

        api.MapGet("/incidents/{id}/findings/{finding}/why", async (string id, string finding, ClaimsPrincipal user, WhyDesk desk, CancellationToken stop) => (await desk.Why(user.Caller(), id, finding, stop)).Send())
            .WithTags("Incidents").WithName("getWhy").WithSummary("Why a finding's rule matched, branch by branch, over the stored event that completed it").Needs(Permission.Search)
            .Produces<WhyView>().ProducesProblem(404).ProducesProblem(409);
    }
}
