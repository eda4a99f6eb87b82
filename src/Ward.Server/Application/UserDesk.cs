using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ward.Server.Access;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Application;

/// <summary>The people who use Ward, and what they may do.</summary>
internal sealed class UserDesk(Gate gate, IServiceScopeFactory scopes, Auditor auditor, TimeProvider time)
{
    public static readonly TimeSpan InvitationLife = TimeSpan.FromHours(72);

    public async Task<Answer<IReadOnlyList<UserView>>> List(Caller who, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ManageUsers) is { } refusal) return new Answer<IReadOnlyList<UserView>>.Denied(refusal);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>();
        var views = new List<UserView>();
        foreach (var user in await users.Users.OrderBy(u => u.NormalizedUserName).ToListAsync(stop)) views.Add(await Tell(users, user));
        return new Answer<IReadOnlyList<UserView>>.Ok(views);
    }

    /// <summary>Makes an account without a password and a one-time code with which its person sets one.</summary>
    public async Task<Answer<InvitationView>> Invite(Caller who, string? name, IReadOnlyList<string>? roles, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ManageUsers) is { } refusal) return new Answer<InvitationView>.Denied(refusal);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 40) return new Answer<InvitationView>.Invalid("name is 1 to 40 characters.");
        if (Wrong(roles) is { } wrong) return new Answer<InvitationView>.Invalid(wrong);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>();
        if (await users.FindByNameAsync(name) is not null) return new Answer<InvitationView>.Conflict("There is already an account of this name.");
        var user = new WardUser { UserName = name, Created = time.GetUtcNow().UtcDateTime };
        var code = Open(user);
        if (await users.CreateAsync(user) is { Succeeded: false } bad) return new Answer<InvitationView>.Invalid(string.Join(" ", bad.Errors.Select(e => e.Description)));
        await users.AddToRolesAsync(user, roles!.Distinct());
        await auditor.Note(who, "invite", name, string.Join(", ", roles!));
        return new Answer<InvitationView>.Ok(Shown(user, code));
    }

    /// <summary>For a lost password or a lost phone: both are cleared, and a new code lets the person begin again.</summary>
    public Task<Answer<InvitationView>> InviteAgain(Caller who, string name, CancellationToken stop) => Change<InvitationView>(who, name, async (users, user) =>
    {
        if (Same(who, name)) return new Answer<InvitationView>.Conflict("Another administrator must do this for you.");
        var code = Open(user);
        user.PasswordHash = null;
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        await users.UpdateSecurityStampAsync(user);
        await auditor.Note(who, "invite-again", name, "password and second factor cleared");
        return new Answer<InvitationView>.Ok(Shown(user, code));
    });

    public Task<Answer<UserView>> SetRoles(Caller who, string name, IReadOnlyList<string>? roles, CancellationToken stop) => Change<UserView>(who, name, async (users, user) =>
    {
        if (Wrong(roles) is { } wrong) return new Answer<UserView>.Invalid(wrong);
        if (Same(who, name) && !roles!.Contains(Role.Administrator)) return new Answer<UserView>.Conflict("You cannot take the administrator's role from yourself.");
        var now = await users.GetRolesAsync(user);
        await users.RemoveFromRolesAsync(user, now.Except(roles!));
        await users.AddToRolesAsync(user, roles!.Distinct().Except(now));
        await users.UpdateSecurityStampAsync(user);
        await auditor.Note(who, "set-roles", name, string.Join(", ", roles!));
        return new Answer<UserView>.Ok(await Tell(users, user));
    });

    public Task<Answer<UserView>> SetDisabled(Caller who, string name, bool disabled, CancellationToken stop) => Change<UserView>(who, name, async (users, user) =>
    {
        if (Same(who, name)) return new Answer<UserView>.Conflict("You cannot disable yourself.");
        user.Disabled = disabled;
        user.InvitationHash = disabled ? null : user.InvitationHash;
        await users.UpdateSecurityStampAsync(user);
        await auditor.Note(who, disabled ? "disable" : "enable", name, "");
        return new Answer<UserView>.Ok(await Tell(users, user));
    });

    private async Task<Answer<T>> Change<T>(Caller who, string name, Func<UserManager<WardUser>, WardUser, Task<Answer<T>>> change)
    {
        if (await gate.Refuses(who, Permission.ManageUsers) is { } refusal) return new Answer<T>.Denied(refusal);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>();
        return await users.FindByNameAsync(name) is { } user ? await change(users, user) : new Answer<T>.NotFound("account of this name");
    }

    private string Open(WardUser user)
    {
        var code = Code.New();
        user.InvitationHash = Code.Hash(code);
        user.InvitationEnds = (time.GetUtcNow() + InvitationLife).UtcDateTime;
        user.InvitationTries = 0;
        return code;
    }

    private static InvitationView Shown(WardUser user, string code) =>
        new(user.UserName!, code, "/account/join", new DateTimeOffset(user.InvitationEnds!.Value, TimeSpan.Zero));

    private async Task<UserView> Tell(UserManager<WardUser> users, WardUser user)
    {
        var now = time.GetUtcNow();
        var state = user switch
        {
            { Disabled: true } => "disabled",
            { PasswordHash: null } => user.InvitationEnds > now.UtcDateTime && user.InvitationHash is not null ? "invited" : "invitation ended",
            { LockoutEnd: { } end } when end > now => "locked",
            { TwoFactorEnabled: false } => "no second factor",
            _ => "active",
        };
        return new UserView(
            user.UserName!, [.. Role.All.Intersect(await users.GetRolesAsync(user))], state, user.TwoFactorEnabled,
            new DateTimeOffset(user.Created, TimeSpan.Zero), user.PasswordHash is null && user.InvitationEnds is { } ends ? new DateTimeOffset(ends, TimeSpan.Zero) : null);
    }

    private static string? Wrong(IReadOnlyList<string>? roles) =>
        roles is not { Count: > 0 } ? "roles names at least one role."
        : roles.FirstOrDefault(r => !Role.All.Contains(r)) is { } unknown ? $"There is no role '{Visible.Of(unknown, 40)}'; roles are {string.Join(", ", Role.All)}."
        : null;

    private static bool Same(Caller who, string name) => string.Equals(who.Name, name, StringComparison.OrdinalIgnoreCase);
}
