using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application.Improving;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class StandingApi
{
    public static void MapStanding(this IEndpointRouteBuilder api) =>
        api.MapGet("/standing", async (ClaimsPrincipal user, StandingDesk desk) => (await desk.Read(user.Caller())).Send())
            .WithTags("Standing").WithName("getStanding").WithSummary("The changes that would lower the city's risk most, while nobody attacks").Needs(Permission.See)
            .Produces<StandingView>();
}
