using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Configuration;
using Ward.Learn;
using Ward.Learn.Feedback;
using Ward.Server.Access;
using Ward.Server.Application.Views;
using Ward.Server.Hosting;
using Ward.Server.Settings;

namespace Ward.Server.Tests.Composition;

/// <summary>What a person says of an incident moves its forecast and its prescription, at once and by the whole house.</summary>
public sealed class VerdictTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task AFalseAlarmIsForeseenAnewAndATrueOneAgain()
    {
        var stop = TestContext.Current.CancellationToken;
        File.Copy(Path.Combine(Root(), "samples", "city", "city.yaml"), Path.Combine(folder.FullName, "city.yaml"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ward.yaml"), "city: city.yaml\nfeeds:\n  - {id: auth, kind: http, decoder: sshd}\n", stop);
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

        using var lines = new StringContent(string.Concat(Enumerable.Range(0, 40).Select(Failed)), Encoding.UTF8, "text/plain");
        using var posted = await client.PostAsync(new Uri("/api/v1/ingest/auth", UriKind.Relative), lines, stop);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        var row = await Eventually(async () => (await client.GetFromJsonAsync<List<IncidentRow>>("/api/v1/incidents", stop))!.FirstOrDefault());
        var before = await Told(client, row.Id, v => v.Forecast.Footholds.Any(f => f.Belief > 0.5));
        Assert.NotEqual("nothingNeeded", before.Prescription.Proof.Status);

        await Judge(JudgementKind.FalsePositive);
        var judged = await Told(client, row.Id, v => v.Prescription.Proof.Status == "nothingNeeded");
        Assert.Empty(judged.Forecast.Footholds);
        Assert.Equal(before.Findings.Count, judged.Findings.Count);

        await Judge(JudgementKind.TruePositive);
        await Told(client, row.Id, v => v.Prescription.Proof.Status == before.Prescription.Proof.Status && v.Forecast.Footholds.Count == before.Forecast.Footholds.Count);
        await app.StopAsync(stop);

        async Task Judge(JudgementKind kind) =>
            Assert.True(await app.Services.GetRequiredService<ILearn>().Judge(new("sample-city"), new(row.Id), new Judgement(kind, "ann", TimeProvider.System.GetUtcNow(), ""), stop));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Failed(int number) => string.Create(CultureInfo.InvariantCulture,
        $"<38>1 {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} bastion sshd {1000 + number} - - Failed password for root from 203.0.113.9 port {40000 + number} ssh2\n");

    private static Task<IncidentView> Told(HttpClient client, string incident, Func<IncidentView, bool> isSo) => Eventually(async () =>
        await client.GetFromJsonAsync<IncidentView>($"/api/v1/incidents/{incident}", TestContext.Current.CancellationToken) is { } view && isSo(view) ? view : null);

    private static async Task<T> Eventually<T>(Func<Task<T?>> ask) where T : class
    {
        for (var i = 0; i < 240; i++)
        {
            if (await ask() is { } there) return there;
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("not within a minute");
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) at = at.Parent ?? throw new DirectoryNotFoundException("no solution above");
        return at.FullName;
    }
}
