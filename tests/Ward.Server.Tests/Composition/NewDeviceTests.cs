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
            flows:
              - {id: orders, from: net, to: data, port: 2375, perDay: 20}
            services:
              - {id: records, name: Records, citizens: 40000, needs: [files], impact: {safety: 0, money: 1000, trust: 1}, floor: 0.5, tolerated: 0.01}
            """);
        await using var ward = await AssembledWard.Start(folder.FullName);
        var client = ward.Client;

        // What stands before the device comes: the way in that the flow opens leads nowhere.
        var before = await AssembledWard.Eventually(async () => await client.GetFromJsonAsync<StandingView>("/api/v1/standing", stop) is { Ready: true } ready ? ready : null);

        await Post(client, Session("10.40.0.77", "10.40.0.10", 22));
        var seen = await AssembledWard.Eventually(async () => (await client.GetFromJsonAsync<CityView>("/api/v1/city", stop))!.Assets.SingleOrDefault(a => a.Seen is not null));
        Assert.Equal(("data", "10.40.0.77"), (seen.Zone, Assert.Single(seen.Addresses)));
        await Post(client, Session("10.40.0.10", "10.40.0.77", 2375));

        // Judged: what it exposes, and what it reaches.
        var weak = await AssembledWard.Eventually(async () => (await client.GetFromJsonAsync<CityView>("/api/v1/city", stop))!.Weaknesses.SingleOrDefault());
        Assert.Equal((seen.Id, 2375), (weak.Asset, weak.Port));
        var incident = await AssembledWard.Eventually(async () => (await client.GetFromJsonAsync<List<IncidentRow>>("/api/v1/incidents", stop))!.SingleOrDefault());
        Assert.Equal("Records", incident.WorstService);

        // Prescribed for at once: that it is new makes nobody believe in an attack, so nothing is to be done in haste, and what may come of it is told.
        var told = await AssembledWard.Eventually(async () => await client.GetFromJsonAsync<IncidentView>($"/api/v1/incidents/{incident.Id}", stop) is { Plans.Count: > 0 } view ? view : null);
        Assert.Equal(("nothingNeeded", 0), (told.Prescription.Proof.Status, told.Prescription.Measures.Count));
        Assert.Contains("no foothold is believed enough to act on", Assert.Single(told.Prescription.Why), StringComparison.Ordinal);
        Assert.Contains("device at 10.40.0.77", told.Prescription.IfNothing, StringComparison.Ordinal);

        // And for good: what lets whoever reaches it in is to be mended, by whom and by when.
        var standing = await AssembledWard.Eventually(async () => await client.GetFromJsonAsync<StandingView>("/api/v1/standing", stop) is { Ready: true } now && now.Changes.Any(c => c.Words.Contains("10.40.0.77", StringComparison.Ordinal)) ? now : null);
        Assert.DoesNotContain(before.Changes, c => c.Words.Contains("10.40.0.77", StringComparison.Ordinal));
        var change = standing.Changes.First(c => c.Words.Contains("10.40.0.77", StringComparison.Ordinal));
        Assert.True(change.Lowers > 0 && standing.Before > before.Before && standing.After < standing.Before, $"{change} {standing.Before} {before.Before}");
        Assert.True(change.Owner.Length > 0 && change.Due > standing.At, $"{change}");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private static string Session(string from, string to, int port) =>
        $$"""{"_path":"conn","ts":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}.5,"uid":"C1","id.orig_h":"{{from}}","id.orig_p":51000,"id.resp_h":"{{to}}","id.resp_p":{{port}},"proto":"tcp","conn_state":"SF"}""" + "\n";

    private static async Task Post(HttpClient client, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/api/v1/ingest/sensor", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
