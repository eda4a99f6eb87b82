using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Hosting;
using Ward.Server.Settings;
using Ward.Server.Tests.Samples;
using Ward.Storage.Embedded;

namespace Ward.Server.Tests.Connecting;

/// <summary>The server on loopback with a feed of each kind that listens, all of them running and read, as in the product.</summary>
internal sealed class ConnectedServer : IAsyncDisposable
{
    private readonly SampleHouse house = new(TimeProvider.System);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private JournalLog journal = null!;
    private Ingestion ingestion = null!;
    private WebApplication app = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("ward-connect-").FullName;

    public RealPrograms Programs { get; }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>The authority of the TLS feed's certificate, a PEM file.</summary>
    public string Authority => Path.Combine(Folder, "ca.pem");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConnectedServer() => Programs = new RealPrograms(Folder);

    public static async Task<ConnectedServer> Start()
    {
        var made = new ConnectedServer();
        made.journal = new JournalLog(new JournalOptions { Folder = Path.Combine(made.Folder, "journal") });
        made.MakeCertificate();
        FeedOptions[] feeds =
        [
            Feed("tcp", FeedKind.SyslogTcp) with { Listen = RealPrograms.FreePort() }, Feed("udp", FeedKind.SyslogUdp) with { Listen = RealPrograms.FreePort() },
            Feed("tls", FeedKind.SyslogTls) with { Listen = RealPrograms.FreePort(), Tls = new FeedTls(Path.Combine(made.Folder, "feed.crt"), Path.Combine(made.Folder, "feed.key"), null) },
            Feed("posted", FeedKind.Http), Feed("flows", FeedKind.Netflow) with { Listen = RealPrograms.FreePort(), Decoder = "netflow" },
            Feed("mqtt", FeedKind.Mqtt) with { Broker = new FeedBroker($"127.0.0.1:{RealPrograms.FreePort().Port}", ["lights/#"], "ward") },
        ];
        made.ingestion = new Ingestion(new CityId("c"), feeds, made.journal, 0, _ => null, new IngestOptions { Choices = made.house.Choices }, TimeProvider.System, NullLogger.Instance);
        var options = new ServerOptions { State = Path.Combine(made.Folder, "state"), Listen = new ListenAddress(IPAddress.Loopback, 0, false) };
        made.app = WardServer.Build(options, (builder, _) =>
        {
            made.house.Add(builder);
            builder.Services.AddSingleton<ILineIntake>(made.ingestion).AddSingleton<IIngest>(made.ingestion);
        });
        await WardServer.Prepare(made.app, options, CancellationToken.None);
        await made.app.StartAsync(Stop);
        made.running.Add(made.ingestion.RunFeeds(made.stop.Token));
        made.running.Add(made.Read());
        made.Http = new HttpClient { BaseAddress = new Uri(made.app.Urls.First()) };
        made.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await made.house.Tokens.Create("look", "local:look", ["viewer", "administrator"], null, DateTimeOffset.MaxValue, Stop)).Secret);
        return made;
    }

    public long Received(string feed) => ingestion.Feeds.Single(f => f.Feed.Id.Value == feed).Received;

    public IPEndPoint Broker => IPEndPoint.Parse(ingestion.Feeds.Single(f => f.Feed.Kind == FeedKind.Mqtt).Feed.Broker!.Servers);

    public IPEndPoint Flows => ingestion.Feeds.Single(f => f.Feed.Kind == FeedKind.Netflow).Feed.Listen!;

    /// <summary>What a person would copy, with a token of its own in it.</summary>
    public async Task<string> Fragment(string source, string feed)
    {
        var told = await Http.GetFromJsonAsync<JsonElement>($"api/v1/sources/{source}?feed={feed}", Stop);
        var token = told.GetProperty("needsToken").GetBoolean() ? (await house.Tokens.Create(source, "kim", [], feed, DateTimeOffset.MaxValue, Stop)).Secret : "";
        Assert.True(told.GetProperty("tested").GetBoolean());
        return told.GetProperty("fragment").GetString()!.Replace("TOKEN", token, StringComparison.Ordinal);
    }

    public async Task<JsonElement> Feed(string id) => await Http.GetFromJsonAsync<JsonElement>($"api/v1/feeds/{id}", Stop);

    /// <summary>Waits until the feed's lines are read, and by whom.</summary>
    public async Task<string> HeardBy(string feed, Func<Task>? again = null)
    {
        for (var i = 0; i < 300; i++)
        {
            var now = await Feed(feed);
            if (now.GetProperty("decoders").EnumerateArray().Select(d => d.GetProperty("decoder").GetString()).FirstOrDefault() is { } reader) return reader;
            if (again is not null) await again();
            await Task.Delay(100, Stop);
        }

        Assert.Fail($"nothing was understood: {await Feed(feed)}");
        return "";
    }

    public async ValueTask DisposeAsync()
    {
        Programs.Dispose();
        await stop.CancelAsync();
        await Task.WhenAll(running);
        Http?.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await journal.DisposeAsync();
        stop.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Read()
    {
        try
        {
            await foreach (var _ in ingestion.Listen(stop.Token)) { }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private void MakeCertificate()
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=ca", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var signer = authority.CreateSelfSigned(from, from.AddYears(2));
        File.WriteAllText(Authority, signer.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=ward", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        own.CertificateExtensions.Add(names.Build());
        using var signed = own.Create(signer, from, from.AddYears(1), [1]);
        File.WriteAllText(Path.Combine(Folder, "feed.crt"), signed.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "feed.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static FeedOptions Feed(string id, FeedKind kind) => new(new FeedId(id), kind, null, null, "auto", null, []);
}
