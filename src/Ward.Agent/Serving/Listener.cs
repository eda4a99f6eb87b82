using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ward.Agent.Serving;

/// <summary>One TLS listener with one handler; nothing of routing, configuration files or middleware.</summary>
internal sealed class Listener(WebApplication app) : IAsyncDisposable
{
    /// <param name="accepts">Whether the client's certificate counts; null where no client certificate is asked for.</param>
    public static async Task<Listener> Start(
        IPEndPoint address, X509Certificate2 certificate, Func<X509Certificate2, bool>? accepts, RequestDelegate serve, ILogger log, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton(LoggerFactory.Create(l => l.SetMinimumLevel(LogLevel.None)));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OpenC2Endpoint.LargestBody;
            kestrel.Limits.MaxConcurrentConnections = 256;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(10);
            kestrel.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificate,
                    SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    HandshakeTimeout = TimeSpan.FromSeconds(5),
                    ClientCertificateMode = accepts is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate,
                    ClientCertificateValidation = accepts is null ? null : (client, _, _) =>
                    {
                        var fits = accepts(client);
                        if (!fits)
                            AgentLog.ClientRefused(log, client.Subject);
                        return fits;
                    },
                });
            });
        });
        var app = builder.Build();
        app.Run(serve);
        await app.StartAsync(stop);
        return new(app);
    }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Lets what is being answered be answered, for two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}
