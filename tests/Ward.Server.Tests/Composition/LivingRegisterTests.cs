using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Ward.Server.Access.Tokens;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Composition;

public sealed class LivingRegisterTests : IDisposable
{
    private const string City = """
        id: town
        name: Town
        zones:
          - {id: net, kind: external}
          - {id: data, kind: data, networks: [10.40.0.0/24]}
        assets:
          - {id: files, zone: data, kind: server, addresses: [10.40.0.10], listens: [ssh]}
          - {id: camera, zone: data, kind: server, addresses: [10.40.0.11], listens: [http]}
        services:
          - {id: records, name: Records, citizens: 40000, needs: [files], impact: {safety: 0, money: 1000, trust: 1}, floor: 0.5, tolerated: 0.01}
        flows:
          - {id: from-net, from: net, to: files, port: ssh}

        """;

    private const string Added = "  - {id: to-camera, from: net, to: camera, port: http}\n";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task TheRegisterFollowsTheCitySaysWhyAndKeepsWhatWasDecidedOverARestart()
    {
        Write("ward.yaml", "city: city.yaml\nfeeds:\n  - {id: sensor, kind: http, decoder: zeek-json}\n");
        Write("city.yaml", City);
        string decided;
        await using (var ward = await AssembledWard.Start(folder.FullName))
        {
            await AsAnalyst(ward);
            var before = await AssembledWard.Eventually(async () => await Register(ward) is { At: not null } there ? there : null);
            decided = before.Risks[0].Id;
            using var answer = await ward.Client.PostAsJsonAsync("/api/v1/register/decide", new { id = decided, status = "in-progress", owner = "Water works", until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(9) }, Stop);
            Assert.True(answer.IsSuccessStatusCode);

            Write("city.yaml", City + Added);
            var change = await AssembledWard.Eventually(async () => (await Changes(ward)).FirstOrDefault(c => c.Change == "new"));
            Assert.Contains(change.Why, w => w.Contains("camera", StringComparison.Ordinal));
            Assert.True((await Register(ward)).Total > before.Total);
        }

        await using var again = await AssembledWard.Start(folder.FullName);
        await AsAnalyst(again);
        var kept = (await Register(again)).Risks.Single(r => r.Id == decided);
        Assert.Equal(("in-progress", "Water works"), (kept.Status, kept.Owner));
        Assert.Contains(await Changes(again), c => c.Change == "new");

        Write("city.yaml", City);
        var gone = await AssembledWard.Eventually(async () => (await Changes(again)).FirstOrDefault(c => c.Change == "gone"));
        Assert.Contains(gone.Why, w => w.Contains("camera", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task AsAnalyst(AssembledWard ward)
    {
        var token = await ward.Services.GetRequiredService<IApiTokens>().Create("test", "local:test", [Role.Analyst], null, TimeProvider.System.GetUtcNow().AddDays(1), Stop);
        ward.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
    }

    private static async Task<RegisterView> Register(AssembledWard ward) => (await ward.Client.GetFromJsonAsync<RegisterView>("/api/v1/register?limit=1000", Stop))!;

    private static async Task<List<RegisterChangeView>> Changes(AssembledWard ward) => (await ward.Client.GetFromJsonAsync<List<RegisterChangeView>>("/api/v1/register/changes?limit=500", Stop))!;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
