using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class TokenApi
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");

        tokens.MapGet("", async (ClaimsPrincipal user, TokenDesk desk, CancellationToken stop) => (await desk.List(user.Caller(), stop)).Send())
            .WithName("listTokens").WithSummary("Tokens, without their secrets").Needs(Permission.ManageTokens).Produces<IReadOnlyList<TokenView>>();

        tokens.MapPost("", async (TokenRequest body, ClaimsPrincipal user, TokenDesk desk, CancellationToken stop) =>
                (await desk.Create(user.Caller(), body.Name, body.Roles, body.Feed, body.Days ?? 90, stop)).Send())
            .WithName("createToken").WithSummary("Make a token; the answer holds its secret, shown once").Needs(Permission.ManageTokens)
            .Produces<NewTokenView>().ProducesProblem(400);

        tokens.MapDelete("/{id}", async (string id, ClaimsPrincipal user, TokenDesk desk, CancellationToken stop) =>
                await desk.Revoke(user.Caller(), id, stop) is var answer && answer is Answer<bool>.Ok ? TypedResults.NoContent() : answer.SendProblem())
            .WithName("revokeToken").WithSummary("Revoke a token at once").Needs(Permission.ManageTokens)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
    }
}
