using Microsoft.AspNetCore.Identity;

namespace Ward.Server.Access;

/// <summary>
/// Asks the one table, and for everything but seeing also the store: a role taken away or an account disabled
/// a moment ago counts at once, however old the cookie or the open page is. Thread-safe.
/// </summary>
internal sealed class Gate(IServiceScopeFactory scopes)
{
    /// <summary>Null where allowed, else why not, in a sentence for the person who asked.</summary>
    public async Task<string?> Refuses(Caller who, Permission permission)
    {
        if (!who.IsKnown) return "Sign in first.";
        if (permission == Permission.Ingest) return who.Token is null ? "Lines are posted with a token." : null;
        if (!Permissions.RolesAllow(who.Roles, permission)) return NeedsRole(permission);
        if (!Permissions.NeedsSecondFactor(permission)) return null;
        if (!who.SecondFactor) return "Set up the second factor first: without it an account may only look.";
        if (who.IsLocal) return null;

        var (enabled, roles) = await Standing(who.Name);
        if (!enabled) return "This account is disabled.";
        return Permissions.RolesAllow(roles, permission) ? null : NeedsRole(permission);
    }

    /// <summary>Whether the account may be used now, and the roles that it has now.</summary>
    public async Task<(bool Enabled, IReadOnlyList<string> Roles)> Standing(string name)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>();
        return await users.FindByNameAsync(name) is { Disabled: false } user
            ? (true, [.. await users.GetRolesAsync(user)])
            : (false, []);
    }

    private static string NeedsRole(Permission permission) =>
        $"This needs the role {string.Join(" or ", Permissions.RolesFor(permission))}.";
}
