using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using MudBlazor.Services;
using Ward.Configuration;
using Ward.Server.Access;
using Ward.Server.Api;
using Ward.Server.Api.Senders;
using Ward.Server.Application;
using Ward.Server.Composition;
using Ward.Server.Console;
using Ward.Server.Console.Account;
using Ward.Server.Settings;

namespace Ward.Server.Hosting;

/// <summary>Builds and runs the one process that serves console and API.</summary>
public static class WardServer
{
    /// <summary>Sign-in posts from one address in one minute.</summary>
    public const int SignInsPerMinute = 20;

    /// <summary>Bodies of posted lines that are read at the same time; more are told to try again.</summary>
    public const int BodiesAtOnce = 32;

    /// <summary>Runs until stopped. 0 after a graceful stop, 1 where the start failed, with the reason on standard error.</summary>
    public static async Task<int> Run(ServerOptions options)
    {
        try
        {
            if (Read(options) is not { } configuration) return 1;
            options = options.With(configuration.Configuration.Listen);
            using var logs = LoggerFactory.Create(Logging);
            await using var assembly = await Assembly.Open(configuration, options, logs);
            await using var app = Build(options, (builder, _) => assembly.AddTo(builder.Services));
            await Prepare(app, options, CancellationToken.None);
            await app.StartAsync();
            await Greeting.Say(app, options, System.Console.Out);
            if (options.Config is null) await System.Console.Out.WriteLineAsync($"No configuration was named: this is the sample city '{configuration.City.Name}'. See one attack with: ward replay scenarios/atlanta-2018");
            await app.WaitForShutdownAsync();
            Greeting.Forget(options);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.Security.Cryptography.CryptographicException)
        {
            await System.Console.Error.WriteLineAsync($"ward: cannot start: {e.Message}");
            return 1;
        }
    }

    /// <summary>What must be there before the first request: the identity file.</summary>
    public static Task Prepare(WebApplication app, ServerOptions options, CancellationToken stop) => IdentityFile.Prepare(app.Services, options, stop);

    /// <param name="addHouse">Registers the chapters; <see cref="Assembly.AddTo"/> in the product.</param>
    public static WebApplication Build(ServerOptions options, Action<WebApplicationBuilder, ServerOptions> addHouse)
    {
        PrivateFile.MakeFolder(options.State);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WardServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory, // so that it runs from any folder
        });
        builder.WebHost.UseStaticWebAssets(); // from build output as well; without a manifest, as after publish, it does nothing
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen.Address, options.Listen.Port, listen =>
            {
                if (options.Listen.Tls) listen.UseHttps(Certificates.For(options));
            });
        });
        builder.Logging.ClearProviders();
        Logging(builder.Logging);
        Services(builder, options);
        addHouse(builder, options);

        var app = builder.Build();
        Pipeline(app, options);
        return app;
    }

    /// <summary>The configuration, or the sample city's; null where it is refused, with every problem on standard error.</summary>
    private static ConfigurationReading.Read? Read(ServerOptions options)
    {
        var file = options.Config ?? ShippedContent.Find(Path.Combine("samples", "city", "ward.yaml"))
            ?? throw new IOException("the sample city is not part of this installation; name a configuration with --config");
        var reading = ConfigurationFile.Load(file, options.State);
        foreach (var problem in reading switch
        {
            ConfigurationReading.Refused refused => refused.Problems,
            ConfigurationReading.Read read => read.Warnings,
            _ => throw new InvalidOperationException("A reading is read or refused."),
        }) System.Console.Error.WriteLine(problem);
        return reading as ConfigurationReading.Read;
    }

    private static void Logging(ILoggingBuilder logging) =>
        logging.AddSimpleConsole(o => o.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            .AddFilter("Ward.Server.Access.Tokens.BearerHandler", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // that the keys lie in a folder only we may read is meant

    private static void Services(WebApplicationBuilder builder, ServerOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddHttpContextAccessor();
        services.AddAccess(options);
        services.AddDesks();
        services.AddProblemDetails();
        services.AddWardOpenApi();
        services.AddRateLimiter(Limits);
        services.AddSingleton<Pulse>();
        services.AddHostedService(s => s.GetRequiredService<Pulse>());
        services.AddMudServices(o => o.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomRight);
        services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = false);
        services.AddHostFiltering(o => o.AllowedHosts = options.Listen.IsLoopback ? ["localhost", "127.0.0.1", "[::1]"] : ["*"]);
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    private static void Pipeline(WebApplication app, ServerOptions options)
    {
        // A page of another site that has rebound its name to this machine does not get past its own name.
        app.UseHostFiltering();
        app.UseMiddleware<SenderAtRoot>();
        app.UseMiddleware<SecurityHeaders>(options.Listen.Tls);
        app.UseExceptionHandler(o => o.Run(Trouble.Answer));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
        app.UseWhen(IsPage, pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<EnrolFirst>();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapWardApi();
        app.MapSenders();
        app.MapSignOut();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // ours is stricter
    }

    private static bool IsPage(HttpContext http) => HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/api") && !SenderDoors.Has(http.Request.Path);

    private static void Limits(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = context.HttpContext.Request.Path.StartsWithSegments("/account") ? "60" : "1";
            return ValueTask.CompletedTask;
        };
        limits.AddConcurrencyLimiter(IngestApi.Limiter, o => o.PermitLimit = BodiesAtOnce);
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments("/account")
                ? RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = SignInsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                })
                : RateLimitPartition.GetNoLimiter(""));
    }
}
