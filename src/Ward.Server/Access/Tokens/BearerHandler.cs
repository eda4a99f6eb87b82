using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ward.Server.Access.Tokens;

/// <summary>
/// Authorization: Bearer SECRET, and at shippers' doors what they say instead (<see cref="ShownToken"/>). A token never has more than its owner has at this moment:
/// its roles are cut down to the owner's, and it dies with the owner's account. Tokens without roles outlive their maker,
/// since a sender of lines must not fall silent when a person leaves.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IApiTokens tokens, Gate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ShownToken.Of(Request) is not { } shown) return AuthenticateResult.NoResult();
        if (await tokens.Check(shown, Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("There is no such token, or it has ended.");

        IReadOnlyList<string> roles = [];
        if (token.Owner.StartsWith(Ward.Trust.Authentication.Tokens.LocalOwner, StringComparison.Ordinal)) roles = token.Roles;
        else if (token.Roles.Count > 0)
        {
            var (enabled, now) = await gate.Standing(token.Owner);
            if (!enabled) return AuthenticateResult.Fail("The account that made this token is disabled.");
            roles = [.. token.Roles.Intersect(now)];
        }

        var identity = new ClaimsIdentity(SchemeName, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.Name, token.Owner));
        identity.AddClaim(new Claim(Caller.TokenClaim, token.Name));
        identity.AddClaim(new Claim(Caller.SecondFactorClaim, "mfa")); // whoever made it had shown one
        if (token.Feed is not null) identity.AddClaim(new Claim(Caller.FeedClaim, token.Feed));
        foreach (var role in roles) identity.AddClaim(new Claim(ClaimTypes.Role, role));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
