using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ward.Agent.Tests.Rigs;
using Ward.City;
using Ward.Lab;
using Ward.Respond.Dialogue;

namespace Ward.Agent.Tests.Enrolling;

/// <summary>The one time that an agent believes anybody, over real TLS.</summary>
public sealed class EnrolmentTests : IDisposable
{
    private readonly ScratchFolder state = new();
    private readonly Lab.Nginx nginx = Lab.Nginx.Make();
    private readonly Server server = new();
    private readonly RunningAgent agent;

    private static readonly ElementId[] Web = [new("web")];

    public EnrolmentTests() => agent = RunningAgent.Start(null, state.Path, RunningAgent.FreePort(), "--element", $"web={nginx.Spec}", "--code-file", state.At("code"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAgentEnrolsOnceAndAgainAfterARestartNeedsNoCode()
    {
        Assert.Equal(agent.Code, (await File.ReadAllTextAsync(state.At("code"), Stop)).Trim());
        await server.Enrol(agent, "web");
        Assert.False(File.Exists(state.At("code")));
        await server.Actuators.LookRound(Stop);
        Assert.Equal(Web, server.Actuators.Reachable);

        using var other = new Server();
        Assert.IsType<EnrolmentResult.Refused>(await other.Enrolment.Enrol(agent.Address, agent.Code, Web, Stop));
        Assert.Empty(other.Registry.Agents);

        agent.Kill();
        using var again = RunningAgent.Start(null, state.Path, agent.Address.Port, "--element", $"web={nginx.Spec}");
        Assert.Empty(again.Code);
        Assert.NotNull(await server.Actuators.Held(Web[0], Stop));
    }

    [Fact]
    public async Task AWrongCodeEnrolsNobodyAndTheRightOneStillDoes()
    {
        Assert.IsType<EnrolmentResult.Refused>(await server.Enrolment.Enrol(agent.Address, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA", Web, Stop));
        Assert.Empty(server.Registry.Agents);
        Assert.False(File.Exists(state.At("identity", "agent.pem")));
        await server.Enrol(agent, "web");
    }

    [Fact]
    public async Task AManInTheMiddleGainsNothing()
    {
        using var middle = new Middle(agent.Address.Port);
        var result = await server.Enrolment.Enrol(middle.Address, agent.Code, Web, Stop);
        Assert.Contains("in between", Assert.IsType<EnrolmentResult.Refused>(result).Reason, StringComparison.Ordinal);
        Assert.True(middle.Carried > 0, "the conversation did not pass the middle");
        Assert.Empty(server.Registry.Agents);
        Assert.False(File.Exists(state.At("identity", "agent.pem")));
    }

    [Fact]
    public void TheKeyIsForItsOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(state.At("identity", "key.pem")));
    }

    public void Dispose()
    {
        agent.Dispose();
        server.Dispose();
        nginx.Dispose();
        state.Dispose();
    }

    /// <summary>Ends the TLS of both sides and carries what they say to one another.</summary>
    private sealed class Middle : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 certificate;
        private readonly int port;

        public Middle(int port)
        {
            this.port = port;
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            certificate = new CertificateRequest("CN=ward-agent awaiting enrolment", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            listener.Start();
            _ = Task.Run(Serve);
        }

        public Uri Address => new($"https://{listener.LocalEndpoint}");

        public long Carried { get; private set; }

        public void Dispose()
        {
            listener.Dispose();
            certificate.Dispose();
        }

        private async Task Serve()
        {
            try
            {
                using var near = await listener.AcceptTcpClientAsync();
                using var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, port);
                await using var nearTls = new SslStream(near.GetStream());
                await nearTls.AuthenticateAsServerAsync(certificate);
#pragma warning disable CA5359 // He believes anybody.
                await using var farTls = new SslStream(far.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
                await farTls.AuthenticateAsClientAsync("x");
                await Task.WhenAny(Pump(nearTls, farTls), Pump(farTls, nearTls));
            }
            catch (Exception wrong) when (wrong is IOException or SocketException or ObjectDisposedException) { }
        }

        private async Task Pump(SslStream from, SslStream to)
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReadAsync(buffer) is var count and > 0)
            {
                Carried += count;
                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
    }
}
