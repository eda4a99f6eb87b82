using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Ward.Server.Access;
using Ward.Server.Settings;
using Ward.Trust.Roles;

namespace Ward.Server.Hosting;

/// <summary>What the server says on its standard output once it listens.</summary>
internal static class Greeting
{
    public const string UrlFile = "server.url";

    /// <summary>Where the console is and, while there is no administrator, the one-time set-up code. Writes server.url into the state folder.</summary>
    public static async Task Say(WebApplication app, ServerOptions options, TextWriter to)
    {
        var url = Url(app, options);
        await File.WriteAllTextAsync(Path.Combine(options.State, UrlFile), url + "\n");
        await to.WriteLineAsync($"Ward is listening. Console: {url}");
        if (options is { Listen.Tls: true, Certificate: null })
            await to.WriteLineAsync($"Its certificate is self-signed; compare SHA-256 {Certificates.For(options).GetCertHashString(HashAlgorithmName.SHA256)}");

        await using var scope = app.Services.CreateAsyncScope();
        var setup = app.Services.GetRequiredService<SetupCode>();
        if ((await scope.ServiceProvider.GetRequiredService<UserManager<WardUser>>().GetUsersInRoleAsync(Role.Administrator)).Count > 0)
        {
            setup.Void();
            return;
        }

        var code = await setup.Issue(CancellationToken.None);
        await to.WriteLineAsync("There is no administrator yet. Open this link within 30 minutes; its code works once:");
        await to.WriteLineAsync($"  {url}/account/set-up?code={code}");
        await to.WriteLineAsync($"  Set-up code: {code}");
    }

    /// <summary>After a graceful stop nobody is to find a server that is gone.</summary>
    public static void Forget(ServerOptions options) => File.Delete(Path.Combine(options.State, UrlFile));

    private static string Url(WebApplication app, ServerOptions options)
    {
        var bound = new Uri((app.Urls.FirstOrDefault() ?? options.Listen.ToString()).Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
        return $"{(options.Listen.Tls ? "https" : "http")}://{bound.Authority}";
    }
}
