using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class FeedApi
{
    public static void MapFeeds(this IEndpointRouteBuilder api) =>
        api.MapGet("/feeds", async (ClaimsPrincipal user, FeedDesk desk) => (await desk.All(user.Caller())).Send())
            .WithName("listFeeds").WithTags("Feeds").WithSummary("Feeds with what was understood, what was not, and trouble").Needs(Permission.See)
            .Produces<IReadOnlyList<FeedView>>();
}
