using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class StatusApi
{
    public static void MapStatus(this IEndpointRouteBuilder api)
    {
        api.MapGet("/status", async (ClaimsPrincipal user, StatusDesk desk, CancellationToken stop) => (await desk.Status(user.Caller(), stop)).Send())
            .WithName("getStatus").WithTags("Status").WithSummary("The state of the watch in one look").Needs(Permission.See)
            .Produces<StatusView>();

        api.MapGet("/me", (ClaimsPrincipal user) => TypedResults.Ok(StatusDesk.Me(user.Caller())))
            .WithName("getMe").WithTags("Status").WithSummary("Who asks, and what he or she may do").WithDescription("Needs a sign-in or a token.");
    }
}
