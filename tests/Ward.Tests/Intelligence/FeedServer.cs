using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ward.Tests.Intelligence;

/// <summary>A source on loopback whose every answer the test decides; real HTTP, one port of the system's choice.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FeedServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Path and query of every request, with its If-None-Match and Authorization.</summary>
    public List<(string Path, string? Tag, string? Authorization)> Asked { get; } = [];

    public static async Task<FeedServer> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var server = new FeedServer(builder.Build());
        server.app.Run(http =>
        {
            lock (server.Asked) server.Asked.Add((http.Request.Path + http.Request.QueryString, http.Request.Headers.IfNoneMatch, http.Request.Headers.Authorization));
            return answer(http);
        });
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
