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
    private readonly ScratchFolder _state = new();
    private readonly Lab.Nginx _nginx = Lab.Nginx.Make();
    private readonly Server _server = new();
    private readonly RunningAgent _agent;

    private static readonly ElementId[] Web = [new("web")];

    public EnrolmentTests() => _agent = RunningAgent.Start(null, _state.Path, RunningAgent.FreePort(), "--element", $"web={_nginx.Spec}", "--code-file", _state.At("code"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAgentEnrolsOnceAndAgainAfterARestartNeedsNoCode()
    {
        Assert.Equal(_agent.Code, (await File.ReadAllTextAsync(_state.At("code"), Stop)).Trim());
        await _server.Enrol(_agent, "web");
        Assert.False(File.Exists(_state.At("code")));
        await _server.Actuators.LookRound(Stop);
        Assert.Equal(Web, _server.Actuators.Reachable);

        using var other = new Server();
        Assert.IsType<EnrolmentResult.Refused>(await other.Enrolment.Enrol(_agent.Address, _agent.Code, Web, Stop));
        Assert.Empty(other.Registry.Agents);

        _agent.Kill();
        using var again = RunningAgent.Start(null, _state.Path, _agent.Address.Port, "--element", $"web={_nginx.Spec}");
        Assert.Empty(again.Code);
        Assert.NotNull(await _server.Actuators.Held(Web[0], Stop));
    }

    [Fact]
    public async Task AWrongCodeEnrolsNobodyAndTheRightOneStillDoes()
    {
        Assert.IsType<EnrolmentResult.Refused>(await _server.Enrolment.Enrol(_agent.Address, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA", Web, Stop));
        Assert.Empty(_server.Registry.Agents);
        Assert.False(File.Exists(_state.At("identity", "agent.pem")));
        await _server.Enrol(_agent, "web");
    }

    [Fact]
    public async Task AManInTheMiddleGainsNothing()
    {
        using var middle = new Middle(_agent.Address.Port);
        var result = await _server.Enrolment.Enrol(middle.Address, _agent.Code, Web, Stop);
        Assert.Contains("in between", Assert.IsType<EnrolmentResult.Refused>(result).Reason, StringComparison.Ordinal);
        Assert.True(middle.Carried > 0, "the conversation did not pass the middle");
        Assert.Empty(_server.Registry.Agents);
        Assert.False(File.Exists(_state.At("identity", "agent.pem")));
    }

    [Fact]
    public void TheKeyIsForItsOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_state.At("identity", "key.pem")));
    }

    public void Dispose()
    {
        _agent.Dispose();
        _server.Dispose();
        _nginx.Dispose();
        _state.Dispose();
    }

    /// <summary>Ends the TLS of both sides and carries what they say to one another.</summary>
    private sealed class Middle : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate;
        private readonly int _port;

        public Middle(int port)
        {
            _port = port;
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            _certificate = new CertificateRequest("CN=ward-agent awaiting enrolment", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            _listener.Start();
            _ = Task.Run(Serve);
        }

        public Uri Address => new($"https://{_listener.LocalEndpoint}");

        public long Carried { get; private set; }

        public void Dispose()
        {
            _listener.Dispose();
            _certificate.Dispose();
        }

        private async Task Serve()
        {
            try
            {
                using var near = await _listener.AcceptTcpClientAsync();
                using var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, _port);
                await using var nearTls = new SslStream(near.GetStream());
                await nearTls.AuthenticateAsServerAsync(_certificate);
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
