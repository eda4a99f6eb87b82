using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class RiskApi
{
    public static void MapRisk(this IEndpointRouteBuilder api)
    {
        var risk = api.MapGroup("/risk").WithTags("Risk");

        risk.MapGet("", async (ClaimsPrincipal user, RiskDesk desk, int limit = 50) => (await desk.Highest(user.Caller(), limit)).Send())
            .WithName("listRisk").WithSummary("Entities by risk, most first, each with its reasons").Needs(Permission.See)
            .Produces<RiskBookView>().ProducesProblem(400);

        risk.MapGet("/entity", async (ClaimsPrincipal user, RiskDesk desk, string kind = "", string value = "") => (await desk.Of(user.Caller(), kind, value)).Send())
            .WithName("getRisk").WithSummary("The risk of one entity").Needs(Permission.See)
            .Produces<RiskView>().ProducesProblem(400).ProducesProblem(404);
    }
}
