using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class IntelApi
{
    public static void MapIntel(this IEndpointRouteBuilder api)
    {
        api.MapGet("/intel/feeds", async (ClaimsPrincipal user, IntelDesk desk) => (await desk.All(user.Caller())).Send())
            .WithName("listIntelFeeds").WithTags("Intelligence").WithSummary("Threat feeds: what they hold, how they are, and the set of indicators that is made of them").Needs(Permission.See)
            .Produces<IntelView>();
        api.MapGet("/intel/check", async (ClaimsPrincipal user, IntelDesk desk, string value = "") => (await desk.Check(user.Caller(), value)).Send())
            .WithName("checkIndicator").WithTags("Intelligence").WithSummary("Which feeds hold a value, and whether a measure may rest on it").Needs(Permission.See)
            .Produces<IntelCheckView>().ProducesProblem(400);
        api.MapPost("/intel/feeds/{id}/try", async (ClaimsPrincipal user, IntelDesk desk, string id, CancellationToken stop) => (await desk.Try(user.Caller(), id, stop)).Send())
            .WithName("tryIntelFeed").WithTags("Intelligence").WithSummary("Fetch a feed and say what it would have hit in the last day, without switching it on").Needs(Permission.Search)
            .Produces<IntelTrialView>().ProducesProblem(404).ProducesProblem(409);
        api.MapPut("/intel/feeds/{id}/on", async (ClaimsPrincipal user, IntelDesk desk, string id, SwitchRequest body) => (await desk.Switch(user.Caller(), id, body.On)).Send())
            .WithName("switchIntelFeed").WithTags("Intelligence").WithSummary("Watch for what a feed names from now on, or no longer, whatever ward.yaml says").Needs(Permission.ChangeFeeds)
            .Produces<IntelFeedView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }
}
