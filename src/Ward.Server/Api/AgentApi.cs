using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class AgentApi
{
    public static void MapAgents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/agents", async (ClaimsPrincipal user, AgentDesk desk, CancellationToken stop) => (await desk.List(user.Caller(), stop)).Send())
            .WithName("listAgents").WithTags("Agents").WithSummary("Enrolled agents and the leases that their elements hold").Needs(Permission.See)
            .Produces<IReadOnlyList<AgentView>>();

        api.MapPost("/agents", async (EnrolRequest body, ClaimsPrincipal user, AgentDesk desk, CancellationToken stop) =>
                (await desk.Enrol(user.Caller(), body.Address, body.Code, body.Elements, stop)).Send())
            .WithName("enrolAgent").WithTags("Agents").WithSummary("Enrol an agent by its one-time code").Needs(Permission.ManageAgents)
            .Produces<AgentView>().ProducesProblem(400).ProducesProblem(409);
    }
}
