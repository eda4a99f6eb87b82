using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ward.Server.Access.Tokens;
using Ward.Server.Settings;

namespace Ward.Server.Access;

/// <summary>Sign-in: Identity over identity.db, the cookie, bearer tokens, and the one gate.</summary>
internal static class AccessServices
{
    /// <summary>Forwards to the token where one is shown, else to the cookie.</summary>
    public const string EitherScheme = "Ward";

    public static void AddAccess(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(s => new SetupCode(options.State, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UsedCodes>();
        services.AddSingleton<Gate>();
        services.AddDataProtection().SetApplicationName("Ward").PersistKeysToFileSystem(PrivateFile.MakeFolder(Path.Combine(options.State, "keys")));
        services.AddDbContext<IdentityStore>(o => o.UseSqlite($"Data Source={IdentityFile.PathIn(options)}"));
        services.AddIdentityCore<WardUser>(Rules)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<IdentityStore>()
            .AddSignInManager<WardSignIn>()
            .AddTokenProvider<OnceOnlyAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000); // PBKDF2-HMAC-SHA512, OWASP's figure
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = TimeSpan.FromSeconds(30);
            o.OnRefreshingPrincipal = KeepSecondFactor;
        });

        services.AddAuthentication(o =>
            {
                o.DefaultScheme = EitherScheme;
                o.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
            })
            .AddPolicyScheme(EitherScheme, null, o => o.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") ? BearerHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null)
            .AddIdentityCookies(cookies =>
            {
                cookies.ApplicationCookie!.Configure(o => Shape(o, "ward", options.Listen.Tls, TimeSpan.FromHours(10)));
                cookies.TwoFactorUserIdCookie!.Configure(o => Shape(o, "ward-2nd", options.Listen.Tls, TimeSpan.FromMinutes(5)));
            });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, FreshAuthentication>();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "ward-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = options.Listen.Tls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            o.SuppressXFrameOptionsHeader = true; // ours says DENY
        });
    }

    private static void Rules(IdentityOptions o)
    {
        o.User.RequireUniqueEmail = false;
        o.Password.RequiredLength = 12;
        o.Password.RequiredUniqueChars = 5;
        o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        o.Lockout.MaxFailedAccessAttempts = 5;
        o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        o.Lockout.AllowedForNewUsers = true;
        o.SignIn.RequireConfirmedAccount = false;
        o.Tokens.AuthenticatorIssuer = "Ward";
    }

    private static void Shape(CookieAuthenticationOptions o, string name, bool tls, TimeSpan life)
    {
        o.Cookie.Name = name;
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.SecurePolicy = tls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        o.ExpireTimeSpan = life;
        o.SlidingExpiration = false;
        o.LoginPath = "/account/sign-in";
        o.AccessDeniedPath = "/account/denied";
        o.ReturnUrlParameter = "to";
        o.Events.OnRedirectToLogin = http => ForApi(http, StatusCodes.Status401Unauthorized);
        o.Events.OnRedirectToAccessDenied = http => ForApi(http, StatusCodes.Status403Forbidden);
    }

    /// <summary>The claims are read anew from the store, which does not know how this sign-in was done.</summary>
    private static Task KeepSecondFactor(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.NewPrincipal?.Identity is ClaimsIdentity identity && !identity.HasClaim(c => c.Type == Caller.SecondFactorClaim))
            identity.AddClaims(context.CurrentPrincipal?.FindAll(Caller.SecondFactorClaim).Select(c => c.Clone()) ?? []);
        return Task.CompletedTask;
    }

    private static Task ForApi(RedirectContext<CookieAuthenticationOptions> http, int status)
    {
        if (http.Request.Path.StartsWithSegments("/api")) http.Response.StatusCode = status;
        else http.Response.Redirect(http.RedirectUri);
        return Task.CompletedTask;
    }
}
