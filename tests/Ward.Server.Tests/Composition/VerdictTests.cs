using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Ward.Learn;
using Ward.Learn.Feedback;
using Ward.Server.Application.Views;

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
        await using var ward = await AssembledWard.Start(folder.FullName);
        var client = ward.Client;

        using var lines = new StringContent(string.Concat(Enumerable.Range(0, 40).Select(Failed)), Encoding.UTF8, "text/plain");
        using var posted = await client.PostAsync(new Uri("/api/v1/ingest/auth", UriKind.Relative), lines, stop);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        var row = await AssembledWard.Eventually(async () => (await client.GetFromJsonAsync<List<IncidentRow>>("/api/v1/incidents", stop))!.FirstOrDefault());
        var before = await Told(client, row.Id, v => v.Forecast.Footholds.Any(f => f.Belief > 0.5));
        Assert.NotEqual("nothingNeeded", before.Prescription.Proof.Status);

        await Judge(JudgementKind.FalsePositive);
        var judged = await Told(client, row.Id, v => v.Prescription.Proof.Status == "nothingNeeded");
        Assert.Empty(judged.Forecast.Footholds);
        Assert.Equal(before.Findings.Count, judged.Findings.Count);

        await Judge(JudgementKind.TruePositive);
        await Told(client, row.Id, v => v.Prescription.Proof.Status == before.Prescription.Proof.Status && v.Forecast.Footholds.Count == before.Forecast.Footholds.Count);

        async Task Judge(JudgementKind kind) =>
            Assert.True(await ward.Services.GetRequiredService<ILearn>().Judge(new("sample-city"), new(row.Id), new Judgement(kind, "ann", TimeProvider.System.GetUtcNow(), ""), stop));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Failed(int number) => string.Create(CultureInfo.InvariantCulture,
        $"<38>1 {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} bastion sshd {1000 + number} - - Failed password for root from 203.0.113.9 port {40000 + number} ssh2\n");

    private static Task<IncidentView> Told(HttpClient client, string incident, Func<IncidentView, bool> isSo) => AssembledWard.Eventually(async () =>
        await client.GetFromJsonAsync<IncidentView>($"/api/v1/incidents/{incident}", TestContext.Current.CancellationToken) is { } view && isSo(view) ? view : null);

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) at = at.Parent ?? throw new DirectoryNotFoundException("no solution above");
        return at.FullName;
    }
}
