using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ward.Server.Application.Views;

namespace Ward.Server.Tests.Composition;

public sealed class NewDeviceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task ADeviceThatASensorSeesIsAnAssetForeseenAndPrescribedForWithinAMinute()
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
        await using var ward = await AssembledWard.Start(folder.FullName);
        var client = ward.Client;

        await Post(client, Session("10.40.0.77", "10.40.0.10"));
        var seen = await AssembledWard.Eventually(async () => (await client.GetFromJsonAsync<CityView>("/api/v1/city", stop))!.Assets.SingleOrDefault(a => a.Seen is not null));
        Assert.Equal(("data", "10.40.0.77"), (seen.Zone, Assert.Single(seen.Addresses)));
        await Post(client, Session("10.40.0.10", "10.40.0.77"));
        var incident = await AssembledWard.Eventually(async () => (await client.GetFromJsonAsync<List<IncidentRow>>("/api/v1/incidents", stop))!.SingleOrDefault());
        Assert.Equal("Records", incident.WorstService);

        // What to do about the device itself: no element of this city can, so it is asked of a person, by name of what was seen.
        var told = await AssembledWard.Eventually(async () => await client.GetFromJsonAsync<IncidentView>($"/api/v1/incidents/{incident.Id}", stop) is { Plans.Count: > 0 } view ? view : null);
        var risk = Assert.Single(told.Prescription.Residual);
        Assert.True(risk.Before > risk.Tolerated && risk.After <= risk.Tolerated, $"{risk}");
        var measure = Assert.Single(told.Prescription.Measures);
        Assert.Contains(seen.Id, measure.Words, StringComparison.Ordinal);
        Assert.Contains(measure.Words, Assert.Single(Assert.Single(told.Plans).ManualSteps).Words, StringComparison.Ordinal);
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
}
