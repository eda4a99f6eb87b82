using System.Security.Claims;

namespace Ward.Server.Access;

/// <summary>Who asks, as the sign-in or the token has established it.</summary>
/// <param name="Name">The user's name; for a token the name of the user who made it, so that one person stays one person.</param>
/// <param name="Token">The token's name, or null where a person sits at the console.</param>
/// <param name="SecondFactor">True where a second factor was shown: at this sign-in, or when the token was made.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Roles, bool SecondFactor, string? Token)
{
    public const string SecondFactorClaim = "amr";
    public const string TokenClaim = "ward:token";
    public const string FeedClaim = "ward:feed";

    public static Caller Nobody { get; } = new("", [], false, null);

    /// <summary>The one feed that the token may post to, or null where it is not bound.</summary>
    public string? Feed { get; init; }

    public bool IsKnown => Name.Length > 0;

    /// <summary>True for a token that was made on the machine itself: what it may do stands in it, and no account behind it.</summary>
    public bool IsLocal => Token is not null && Name.StartsWith(Ward.Trust.Authentication.Tokens.LocalOwner, StringComparison.Ordinal);

    /// <summary>How the audit trail and the plans name it.</summary>
    public string Actor => Token is null ? Name : $"{Name} (token {Token})";

    /// <summary>Whether roles and second factor allow it; the <see cref="Gate"/> also asks whether the account still stands.</summary>
    public bool May(Permission permission) =>
        permission == Permission.Ingest
            ? Token is not null
            : IsKnown && Permissions.RolesAllow(Roles, permission) && (SecondFactor || !Permissions.NeedsSecondFactor(permission));

    public static Caller From(ClaimsPrincipal? principal) =>
        principal?.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } name }
            ? Nobody
            : new Caller(
                name,
                [.. principal.FindAll(ClaimTypes.Role).Select(c => c.Value)],
                principal.FindAll(SecondFactorClaim).Any(c => c.Value == "mfa"),
                principal.FindFirst(TokenClaim)?.Value) { Feed = principal.FindFirst(FeedClaim)?.Value };
}
