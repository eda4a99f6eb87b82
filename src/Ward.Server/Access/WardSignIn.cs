using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ward.Server.Access;

/// <summary>A disabled account cannot sign in.</summary>
internal sealed class WardSignIn(
    UserManager<WardUser> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<WardUser> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<WardUser>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<WardUser> confirmation)
    : SignInManager<WardUser>(users, http, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(WardUser user) => !user.Disabled && await base.CanSignInAsync(user);
}
