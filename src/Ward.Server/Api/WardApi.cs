using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ward.Server.Access;
using Ward.Server.Application;

namespace Ward.Server.Api;

/// <summary>All routes under /api/v1, one file a resource.</summary>
internal static class WardApi
{
    public const string Root = "/api/v1";

    public static void MapWardApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi($"{Root}/openapi.json").AllowAnonymous();
        var api = app.MapGroup(Root).RequireAuthorization().DisableAntiforgery().AddEndpointFilter<SameOrigin>()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapStatus();
        api.MapFeeds();
        api.MapIncidents();
        api.MapRisk();
        api.MapStanding();
        api.MapRegister();
        api.MapPlans();
        api.MapJournal();
        api.MapSearch();
        api.MapExport();
        api.MapHunts();
        api.MapRules();
        api.MapIntel();
        api.MapCity();
        api.MapAgents();
        api.MapUsers();
        api.MapTokens();
        api.MapIngest();
    }

    /// <summary>Says in the description, and so in the OpenAPI document, who may call it.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Permission permission)
    {
        var roles = Permissions.RolesFor(permission);
        return route.WithDescription(roles.Count == 0
            ? "Needs a token; any token will do."
            : $"Needs the role {string.Join(" or ", roles)}{(Permissions.NeedsSecondFactor(permission) ? ", and a sign-in with the second factor (or a token)" : "")}.");
    }

    public static IResult Send<T>(this Answer<T> answer) => answer is Answer<T>.Ok ok ? TypedResults.Ok(ok.Value) : answer.SendProblem();

    public static IResult SendProblem<T>(this Answer<T> answer) => TypedResults.Problem(new ProblemDetails
    {
        Detail = answer.Problem,
        Status = answer switch
        {
            Answer<T>.Denied => StatusCodes.Status403Forbidden,
            Answer<T>.NotFound => StatusCodes.Status404NotFound,
            Answer<T>.Invalid => StatusCodes.Status400BadRequest,
            Answer<T>.Conflict => StatusCodes.Status409Conflict,
            _ => throw new InvalidOperationException($"{answer.GetType().Name} is no problem"),
        },
    });

    public static Caller Caller(this ClaimsPrincipal user) => Access.Caller.From(user);
}
