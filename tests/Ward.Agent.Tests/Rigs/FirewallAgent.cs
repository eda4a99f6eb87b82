using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ward.Lab;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Agent.Tests.Rigs;

/// <summary>One enrolled agent over nftables in a namespace, shared by the tests of a class. Null where the machine does not let us.</summary>
public sealed class FirewallAgent : IAsyncLifetime
{
    private readonly ScratchFolder state = new();
    private Namespace? space;
    private RunningAgent? agent;

    internal Server Server { get; } = new();

    internal Namespace Space => space!;

    internal RunningAgent Agent => agent!;

    internal string AgentState => state.Path;

    public async ValueTask InitializeAsync()
    {
        space = Namespace.Make();
        agent = RunningAgent.Start(space, state.Path, 7443, "--element", "fw=nftables", "--protect", "10.0.0.53", "--longest-lease", "3600");
        await Server.Enrol(agent, "fw");
    }

    public ValueTask DisposeAsync()
    {
        agent?.Dispose();
        space?.Dispose();
        Server.Dispose();
        state.Dispose();
        return ValueTask.CompletedTask;
    }

    internal string Table() => Space.Do("nft", "list", "table", "inet", "ward");

    /// <summary>A plain HTTPS client with whatever certificate, that trusts any agent: only the agent's refusal is tested.</summary>
    internal HttpClient Client(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return new(handler) { BaseAddress = Agent.Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    internal static async Task<OpenC2Response> Ask(HttpClient client, string command)
    {
        using var content = new StringContent("{\"headers\":{\"request_id\":\"r\"},\"body\":{\"openc2\":{\"request\":" + command + "}}}");
        content.Headers.ContentType = new("application/openc2+json");
        using var answer = await client.PostAsync(new Uri(OpenC2Message.Path, UriKind.Relative), content);
        Assert.True(OpenC2Message.TryRead(await answer.Content.ReadAsByteArrayAsync(), WardProfile.Vocabulary, out var message, out var reason), reason);
        Assert.Equal((int)answer.StatusCode, message.Response!.Status);
        return message.Response;
    }
}
