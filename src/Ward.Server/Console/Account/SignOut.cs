using Microsoft.AspNetCore.Antiforgery;
using Ward.Server.Application.Accounts;

namespace Ward.Server.Console.Account;

/// <summary>The one account route that is no page: it only ends the sign-in.</summary>
internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder app) => app.MapPost("/account/sign-out", async (HttpContext http, IAntiforgery forms, AccountDesk desk) =>
    {
        if (!await forms.IsRequestValidAsync(http)) return Results.BadRequest();
        await desk.SignOut(http.User);
        return Results.LocalRedirect("/account/sign-in");
    }).AllowAnonymous().ExcludeFromDescription();
}
