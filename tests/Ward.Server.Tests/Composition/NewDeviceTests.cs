using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Configuration;
using Ward.Server.Access;
using Ward.Server.Application.Views;
using Ward.Server.Hosting;
using Ward.Server.Settings;

namespace Ward.Server.Tests.Composition;

public sealed class NewDeviceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task ADeviceThatASensorSeesIsAnAssetAndForeseenWithinAMinute()
    {
        var stop = TestContext.Current.CancellationToken;
        Write("ward.yaml", "city: city.yaml\ndevices: {learning: 0s}\nfeeds:\n  - {id: sensor, kind: http, decoder: zeek-json}\n");
        Write("city.yaml", """
            id: town
            name: Town
            zones:
              - {id: net, kind: external}
              - {id: data, kind: data, networks: [10.40.0.0/24]}
            assets:
              - {id: files, zone: data, kind: server, addresses: [10.40.0.10], listens: [ssh]}
            services:
              - {id: records, name: Records, citizens: 40000, needs: [files], impact: {safety: 0, money: 1000, trust: 1}, floor: 0.5, tolerated: 0.01}
            """);
        var options = new ServerOptions { State = Path.Combine(folder.FullName, "state") };
        var configuration = Assert.IsType<ConfigurationReading.Read>(ConfigurationFile.Load(Path.Combine(folder.FullName, "ward.yaml"), options.State));
        PrivateFile.MakeFolder(options.State);
        await using var assembly = await Server.Composition.Assembly.Open(configuration, options, NullLoggerFactory.Instance);
        await using var app = WardServer.Build(options, (builder, _) =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            assembly.AddTo(builder.Services);
        });
        await WardServer.Prepare(app, options, stop);
        await app.StartAsync(stop);
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(options.State, "cli.token"), stop)).Trim());

        await Post(client, Session("10.40.0.77", "10.40.0.10"));
        var seen = await Eventually(async () => (await client.GetFromJsonAsync<CityView>("/api/v1/city", stop))!.Assets.SingleOrDefault(a => a.Seen is not null));
        Assert.Equal(("data", "10.40.0.77"), (seen.Zone, Assert.Single(seen.Addresses)));
        await Post(client, Session("10.40.0.10", "10.40.0.77"));
        var incident = await Eventually(async () => (await client.GetFromJsonAsync<List<IncidentRow>>("/api/v1/incidents", stop))!.SingleOrDefault());
        Assert.Equal("Records", incident.WorstService);
        await app.StopAsync(stop);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private static string Session(string from, string to) =>
        $$"""{"_path":"conn","ts":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}.5,"uid":"C1","id.orig_h":"{{from}}","id.orig_p":51000,"id.resp_h":"{{to}}","id.resp_p":22,"proto":"tcp","conn_state":"SF"}""" + "\n";

    private static async Task Post(HttpClient client, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/api/v1/ingest/sensor", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Within the minute that is promised.</summary>
    private static async Task<T> Eventually<T>(Func<Task<T?>> ask) where T : class
    {
        for (var i = 0; i < 240; i++)
        {
            if (await ask() is { } there) return there;
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("not within a minute");
    }
}
