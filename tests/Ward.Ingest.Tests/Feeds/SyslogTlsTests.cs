using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds;

public sealed class SyslogTlsTests : IAsyncDisposable
{
    private readonly RunningFeed feed = new();
    private readonly IPEndPoint at = RunningFeed.FreePort();
    private readonly TestAuthority servers, clients;

    public SyslogTlsTests()
    {
        servers = new TestAuthority(feed.Folder, "servers");
        clients = new TestAuthority(feed.Folder, "clients");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CountedFramesOverTlsAreKept()
    {
        await Start(asks: false);
        using var stream = await Connect(null);
        await stream.WriteAsync("11 <38>h a: b\n11 <38>h a: c\n"u8.ToArray(), Stop);
        await feed.Journal.Holds(2);
        Assert.Equal(["<38>h a: b", "<38>h a: c"], feed.Journal.Lines);
        Assert.All(feed.Journal.Kept, a => Assert.Equal((Assurance.None, IPAddress.Loopback), (a.Assurance, a.Sender)));
    }

    [Fact]
    public async Task ASenderWithACertificateIsAuthenticated()
    {
        await Start(asks: true);
        using var stream = await Connect(clients.Sign("fw", server: false));
        await stream.WriteAsync("5 <1>ok"u8.ToArray(), Stop);
        await feed.Journal.Holds(1);
        Assert.Equal(Assurance.Authenticated, feed.Journal.Kept[0].Assurance);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("foreign")]
    [InlineData("server")]
    public async Task ASenderWithoutTheRightCertificateIsRefusedAndCounted(string shown)
    {
        await Start(asks: true);
        using var foreign = new TestAuthority(feed.Folder, "foreign");
        (string, string)? shows = shown switch { "none" => null, "foreign" => foreign.Sign("x", server: false), _ => clients.Sign("x", server: true) };
        await Record.ExceptionAsync(async () =>
        {
            using var stream = await Connect(shows);
            await stream.WriteAsync("5 <1>no"u8.ToArray(), Stop);
        });
        await RunningFeed.Until(() => feed.Status.Dropped == 1);
        Assert.Empty(feed.Journal.Kept);
    }

    [Fact]
    public async Task ASenderThatSpeaksNoTlsIsRefusedAndCounted()
    {
        await Start(asks: false);
        using var plain = new TcpClient();
        await plain.ConnectAsync(at, Stop);
        await plain.GetStream().WriteAsync(Encoding.ASCII.GetBytes(new string('x', 600) + "\n"), Stop);
        await RunningFeed.Until(() => feed.Status.Dropped == 1);
        Assert.Empty(feed.Journal.Kept);
    }

    [Fact]
    public async Task AMissingCertificateIsShownAsTroubleUntilItIsThere()
    {
        feed.Start(new FeedOptions(new FeedId("s"), FeedKind.SyslogTls, null, at, "auto", null, []) { Tls = new FeedTls(Path.Combine(feed.Folder, "ward.crt"), Path.Combine(feed.Folder, "ward.key"), null) });
        await RunningFeed.Until(() => feed.Status.Trouble is not null);
        Assert.Contains("ward.crt", feed.Status.Trouble, StringComparison.Ordinal);
        servers.Sign("ward", server: true);
        await RunningFeed.Until(() => feed.Status.Trouble is null, () => feed.Status.Trouble!);
    }

    [Fact]
    public async Task RsyslogSendsOverTls()
    {
        var rsyslogd = RunningFeed.Program("rsyslogd");
        Assert.SkipUnless(Directory.EnumerateFiles("/usr/lib", "lmnsd_gtls.so", SearchOption.AllDirectories).Any(), "rsyslog-gnutls is not installed; ./test.sh --install brings it");
        await Start(asks: true);
        var (certificate, key) = clients.Sign("rsyslog", server: false);
        var socket = Path.Combine(feed.Folder, "log");
        await File.WriteAllTextAsync(Path.Combine(feed.Folder, "rsyslog.conf"), $"""
            global(workDirectory="{feed.Folder}" defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="{servers.Pem}" defaultNetstreamDriverCertFile="{certificate}" defaultNetstreamDriverKeyFile="{key}")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{socket}" CreatePath="on")
            action(type="omfwd" target="127.0.0.1" port="{at.Port}" protocol="tcp" TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"
                   StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/certvalid")
            """, Stop);
        feed.Begin(rsyslogd, "-n", "-f", Path.Combine(feed.Folder, "rsyslog.conf"), "-i", Path.Combine(feed.Folder, "pid"));
        await RunningFeed.Until(() => File.Exists(socket));
        await feed.Do(RunningFeed.Program("logger"), "-u", socket, "-t", "sshd", "over TLS");
        await RunningFeed.Until(() => feed.Journal.Lines.Any(l => l.Contains("over TLS", StringComparison.Ordinal)), () => $"{feed.Status}");
        Assert.All(feed.Journal.Kept, a => Assert.Equal(Assurance.Authenticated, a.Assurance));
    }

    private async Task Start(bool asks)
    {
        var (certificate, key) = servers.Sign("ward", server: true);
        feed.Start(new FeedOptions(new FeedId("s"), FeedKind.SyslogTls, null, at, "auto", null, []) { Tls = new FeedTls(certificate, key, asks ? clients.Pem : null) });
        await RunningFeed.Until(() =>
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(at);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        });
    }

    private async Task<SslStream> Connect((string Certificate, string Key)? shows)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(at, Stop);
        var stream = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(servers.Pem);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = policy,
                ClientCertificates = shows is { } own ? [X509Certificate2.CreateFromPemFile(own.Certificate, own.Key)] : null,
            }, Stop);
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        await feed.DisposeAsync();
        servers.Dispose();
        clients.Dispose();
    }
}
