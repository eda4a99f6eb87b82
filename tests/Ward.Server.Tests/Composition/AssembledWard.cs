using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Configuration;
using Ward.Server.Access;
using Ward.Server.Hosting;
using Ward.Server.Settings;

namespace Ward.Server.Tests.Composition;

/// <summary>The server as it is put together for use, over the ward.yaml of a folder, with a client that has the token of its command line.</summary>
internal sealed class AssembledWard : IAsyncDisposable
{
    private readonly Server.Composition.Assembly assembly;
    private readonly WebApplication app;

    private AssembledWard(Server.Composition.Assembly assembly, WebApplication app, HttpClient client) => (this.assembly, this.app, Client) = (assembly, app, client);

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AssembledWard> Start(string folder)
    {
        var options = new ServerOptions { State = Path.Combine(folder, "state") };
        var configuration = Assert.IsType<ConfigurationReading.Read>(ConfigurationFile.Load(Path.Combine(folder, "ward.yaml"), options.State));
        PrivateFile.MakeFolder(options.State);
        var assembly = await Server.Composition.Assembly.Open(configuration, options, NullLoggerFactory.Instance);
        var app = WardServer.Build(options, (builder, _) =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            assembly.AddTo(builder.Services);
        });
        await WardServer.Prepare(app, options, Stop);
        await app.StartAsync(Stop);
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(options.State, "cli.token"), Stop)).Trim());
        return new AssembledWard(assembly, app, client);
    }

    /// <summary>Within a minute.</summary>
    public static async Task<T> Eventually<T>(Func<Task<T?>> ask) where T : class
    {
        for (var i = 0; i < 240; i++)
        {
            if (await ask() is { } there) return there;
            await Task.Delay(250, Stop);
        }

        throw new TimeoutException("not within a minute");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(Stop);
        Client.Dispose();
        await app.DisposeAsync();
        await assembly.DisposeAsync();
    }
}
