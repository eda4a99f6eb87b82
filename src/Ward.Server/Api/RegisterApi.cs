using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application.Registering;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class RegisterApi
{
    public static void MapRegister(this IEndpointRouteBuilder api)
    {
        var register = api.MapGroup("/register").WithTags("Register");

        register.MapGet("", async (ClaimsPrincipal user, RegisterDesk desk, string text = "", string severity = "", string state = "", int limit = 200) => (await desk.Read(user.Caller(), new RegisterAsk(text, severity, state, limit))).Send())
            .WithName("getRegister").WithSummary("The risk register of the living city, gravest first").Needs(Permission.See)
            .Produces<RegisterView>().ProducesProblem(400);

        register.MapGet("/risk", async (ClaimsPrincipal user, RegisterDesk desk, string id = "") => (await desk.Of(user.Caller(), id)).Send())
            .WithName("getRegisteredRisk").WithSummary("One risk of the register: what it means, what mends it, what was decided").Needs(Permission.See)
            .Produces<RegisteredRiskView>().ProducesProblem(404);

        register.MapGet("/changes", async (ClaimsPrincipal user, RegisterDesk desk, int limit = 100) => (await desk.Changes(user.Caller(), limit)).Send())
            .WithName("getRegisterChanges").WithSummary("What changed in the register and why, newest first").Needs(Permission.See)
            .Produces<IReadOnlyList<RegisterChangeView>>().ProducesProblem(400);

        register.MapPost("/decide", async (VerdictRequest body, ClaimsPrincipal user, RegisterDesk desk) =>
                (await desk.Decide(user.Caller(), new RiskVerdict(body.Id, body.Status, body.Reason, body.Owner, body.Until, body.Ticket, body.Seen))).Send())
            .WithName("decideRisk").WithSummary("Accept a risk until a day, give it to an owner with a due date, or say that it is none").Needs(Permission.DecideRisk)
            .Produces<RegisteredRiskView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }
}
