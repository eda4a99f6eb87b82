using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application.Improving;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class StandingApi
{
    public static void MapStanding(this IEndpointRouteBuilder api)
    {
        var standing = api.MapGroup("/standing").WithTags("Standing");

        standing.MapGet("", async (ClaimsPrincipal user, StandingDesk desk) => (await desk.Read(user.Caller())).Send())
            .WithName("getStanding").WithSummary("The changes that would lower the city's risk most, while nobody attacks").Needs(Permission.See)
            .Produces<StandingView>();

        standing.MapGet("/loss", async (ClaimsPrincipal user, LossDesk desk) => (await desk.Read(user.Caller())).Send())
            .WithName("getYearlyLoss").WithSummary("What the city can expect to lose in a year, now and with the recommended changes: by service, and how often it is more").Needs(Permission.See)
            .Produces<LossView>();

        standing.MapGet("/recommendations", async (ClaimsPrincipal user, RecommendationDesk desk, string state = "") => (await desk.Read(user.Caller(), state)).Send())
            .WithName("listRecommendations").WithSummary("All changes that were recommended, with what was decided about them and what became of them").Needs(Permission.See)
            .Produces<RecommendationsView>().ProducesProblem(400);

        standing.MapGet("/recommendations/{id}", async (string id, ClaimsPrincipal user, RecommendationDesk desk) => (await desk.Of(user.Caller(), id)).Send())
            .WithName("getRecommendation").WithSummary("One recommendation with its history").Needs(Permission.See)
            .Produces<RecommendationView>().ProducesProblem(404);

        standing.MapPost("/recommendations/{id}/decide", async (string id, RecommendationVerdictRequest body, ClaimsPrincipal user, RecommendationDesk desk) =>
                (await desk.Decide(user.Caller(), id, new RecommendationVerdict(body.State, body.Owner, body.Until, body.Reason, body.Seen))).Send())
            .WithName("decideRecommendation").WithSummary("Accept a recommendation as somebody's work with a due day, or decline it until a day with a reason").Needs(Permission.DecideRisk).Decides();

        standing.MapPost("/recommendations/{id}/done", async (string id, ReasonRequest body, ClaimsPrincipal user, RecommendationDesk desk) => (await desk.Done(user.Caller(), id, body.Reason)).Send())
            .WithName("recommendationDone").WithSummary("Say that a person has done it; it counts once the city shows it").Needs(Permission.SayDone).Decides();
    }

    private static void Decides(this RouteHandlerBuilder route) =>
        route.Produces<RecommendationView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
}
