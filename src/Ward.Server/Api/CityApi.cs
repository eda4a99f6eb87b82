using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class CityApi
{
    public static void MapCity(this IEndpointRouteBuilder api)
    {
        api.MapGet("/city", async (ClaimsPrincipal user, CityDesk desk) => (await desk.Read(user.Caller())).Send())
            .WithName("getCity").WithTags("City").WithSummary("Zones, assets, services and elements as they are modelled").Needs(Permission.See)
            .Produces<CityView>();
        api.MapGet("/city/assets/{asset}/software", async (string asset, ClaimsPrincipal user, CityDesk desk) => (await desk.Software(user.Caller(), asset)).Send())
            .WithName("getSoftware").WithTags("City").WithSummary("What is installed on an asset, as its agent tells").Needs(Permission.See)
            .Produces<IReadOnlyList<PackageView>>().ProducesProblem(404);
    }
}
