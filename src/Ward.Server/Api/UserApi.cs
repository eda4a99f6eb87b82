using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class UserApi
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");

        users.MapGet("", async (ClaimsPrincipal user, UserDesk desk, CancellationToken stop) => (await desk.List(user.Caller(), stop)).Send())
            .WithName("listUsers").WithSummary("Accounts with roles and state").Needs(Permission.ManageUsers).Produces<IReadOnlyList<UserView>>();

        users.MapPost("", async (InviteRequest body, ClaimsPrincipal user, UserDesk desk, CancellationToken stop) =>
                (await desk.Invite(user.Caller(), body.Name, body.Roles, stop)).Send())
            .WithName("inviteUser").WithSummary("Make an account; the answer holds its one-time invitation code").Needs(Permission.ManageUsers)
            .Produces<InvitationView>().ProducesProblem(400).ProducesProblem(409);

        users.MapPatch("/{name}", async (string name, UserRequest body, ClaimsPrincipal user, UserDesk desk, CancellationToken stop) =>
            {
                if (body is { Roles: null, Disabled: null }) return new Answer<UserView>.Invalid("Nothing to change: roles or disabled is required.").Send();
                if (body is { Roles: not null, Disabled: not null }) return new Answer<UserView>.Invalid("Change roles or disabled, one at a time.").Send();
                return (body.Disabled is { } disabled
                    ? await desk.SetDisabled(user.Caller(), name, disabled, stop)
                    : await desk.SetRoles(user.Caller(), name, body.Roles, stop)).Send();
            })
            .WithName("changeUser").WithSummary("Change the roles of an account, or disable or enable it").Needs(Permission.ManageUsers)
            .Produces<UserView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

        users.MapPost("/{name}/invitation", async (string name, ClaimsPrincipal user, UserDesk desk, CancellationToken stop) =>
                (await desk.InviteAgain(user.Caller(), name, stop)).Send())
            .WithName("inviteUserAgain").WithSummary("Clear password and second factor of an account, and invite its person again").Needs(Permission.ManageUsers)
            .Produces<InvitationView>().ProducesProblem(404).ProducesProblem(409);
    }
}
