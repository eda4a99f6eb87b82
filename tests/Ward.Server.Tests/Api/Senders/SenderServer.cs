using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
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

namespace Ward.Server.Tests.Api.Senders;

/// <summary>The server on a real port of loopback, with feeds over the journal that the product uses.</summary>
public sealed class SenderServer : IAsyncLifetime
{
    private readonly string state = Directory.CreateTempSubdirectory("ward-senders-").FullName;
    private readonly SampleHouse house = new(TimeProvider.System);
    private JournalLog? journal;
    private WebApplication? app;
    private HttpClient? http;

    internal bool Tls { get; init; }

    public Uri Address => new(app!.Urls.First());

    public HttpClient Http => http!;

    public async ValueTask InitializeAsync()
    {
        journal = new JournalLog(new JournalOptions { Folder = Path.Combine(state, "journal") });
        var feeds = new[] { Feed("web"), Feed("other"), Feed("slow") with { Rate = 5 }, new FeedOptions(new FeedId("file"), FeedKind.File, Path.Combine(state, "none"), null, "auto", null, []) };
        var ingestion = new Ingestion(new CityId("c"), feeds, journal, 0, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance);
        var options = new ServerOptions { State = state, Listen = new ListenAddress(IPAddress.Loopback, 0, Tls) };
        app = WardServer.Build(options, (builder, _) =>
        {
            house.Add(builder);
            builder.Services.AddSingleton<ILineIntake>(ingestion);
        });
        await WardServer.Prepare(app, options, CancellationToken.None);
        await app.StartAsync();
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => IsOurs(shown) } }) { BaseAddress = Address };
    }

    /// <summary>Whether it is the certificate that the server made for itself.</summary>
    public bool IsOurs(X509Certificate? shown)
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(state, "server.crt"));
        return shown is not null && own.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());
    }

    /// <summary>A token's text, bound to the feed where one is named.</summary>
    public async Task<string> Token(string? feed) => (await house.Tokens.Create("test", "kim", [], feed, DateTimeOffset.MaxValue, CancellationToken.None)).Secret;

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? authorization, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What the journal durably holds of the feed.</summary>
    public async Task<List<string>> Lines(string feed)
    {
        var lines = new List<string>();
        await foreach (var arrival in journal!.Read(0, journal.End, CancellationToken.None))
            if (arrival.Feed.Value == feed) lines.Add(Encoding.UTF8.GetString(arrival.Line.Span));
        return lines;
    }

    /// <summary>Waits until the feed holds a line with that text.</summary>
    public async Task<string> Holds(string feed, string text)
    {
        for (var i = 0; i < 400; i++)
        {
            if ((await Lines(feed)).Find(l => l.Contains(text, StringComparison.Ordinal)) is { } line) return line;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"nothing with '{text}' came; there is: {string.Join('\n', await Lines(feed))}");
        return "";
    }

    public static string Basic(string token) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("anyone:" + token));

    public static ByteArrayContent Body(string text, string type, bool gzip = false) => Body(Encoding.UTF8.GetBytes(text), type, gzip);

    public static ByteArrayContent Body(byte[] bytes, string type, bool gzip = false)
    {
        if (gzip)
        {
            using var packed = new MemoryStream();
            using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(bytes);
            bytes = packed.ToArray();
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (gzip) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        if (journal is not null) await journal.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(state, recursive: true);
    }

    private static FeedOptions Feed(string id) => new(new FeedId(id), FeedKind.Http, null, null, "auto", null, []);
}
