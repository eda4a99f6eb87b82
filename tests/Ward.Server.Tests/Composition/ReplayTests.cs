using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Ward.Server.Access.Tokens;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Composition;

/// <summary>A decision of the whole house, taken up again from what its state folder keeps.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task ADecisionIsTheSameOnTheModelOfItsMomentThoughTheCityHasBecomeAnother()
    {
        var stop = TestContext.Current.CancellationToken;
        var cityFile = Path.Combine(folder.FullName, "city.yaml");
        File.Copy(Path.Combine(Repository.Root, "samples", "city", "city.yaml"), cityFile);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ward.yaml"), "city: city.yaml\nfeeds:\n  - {id: auth, kind: http, decoder: sshd}\n", stop);
        string plan;
        await using (var ward = await AssembledWard.Start(folder.FullName))
        {
            await AsAuditor(ward);
            using var lines = new StringContent(string.Concat(Enumerable.Range(0, 40).Select(Failed)), Encoding.UTF8, "text/plain");
            using var posted = await ward.Client.PostAsync(new Uri("/api/v1/ingest/auth", UriKind.Relative), lines, stop);
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
            plan = (await AssembledWard.Eventually(async () => (await ward.Client.GetFromJsonAsync<List<PlanView>>("/api/v1/plans", stop))!.FirstOrDefault())).Id;
            var now = (await ward.Client.GetFromJsonAsync<ReplayView>($"/api/v1/plans/{plan}/replay", stop))!;
            Assert.Null(now.Problem);
            Assert.True(now.Moment!.Holds && now.Moment.AsRecorded, string.Join("; ", now.Moment.Words));
            Assert.Null(now.Moment.Again);
        }

        // The next start finds a city without the firewall at its edge, and the record of the decision.
        var text = await File.ReadAllTextAsync(cityFile, stop);
        var (from, to) = (text.IndexOf("  - id: fw-edge\n", StringComparison.Ordinal), text.IndexOf("  - id: fw-ot\n", StringComparison.Ordinal));
        Assert.InRange(from, 1, to);
        await File.WriteAllTextAsync(cityFile, text[..from] + text[to..], stop);
        await using var again = await AssembledWard.Start(folder.FullName);
        await AsAuditor(again);
        var replay = (await again.Client.GetFromJsonAsync<ReplayView>($"/api/v1/plans/{plan}/replay?choose=true", stop))!;
        Assert.Null(replay.Problem);
        Assert.NotEmpty(replay.Measures);
        Assert.Equal(replay.CityVersion, replay.Moment!.CityVersion);
        Assert.True(replay.Moment.Holds && replay.Moment.AsRecorded, string.Join("; ", replay.Moment.Words));
        Assert.Equal(replay.Measures, replay.Moment.Again!.Measures);
        Assert.NotEqual(replay.CityVersion, replay.Today!.CityVersion);
        Assert.False(replay.Today.Holds);
        Assert.NotEqual(replay.Measures, replay.Today.Again!.Measures);

        // A version whose text was changed is not taken for what it was.
        var version = Path.Combine(folder.FullName, "state", "city", "versions", replay.CityVersion + ".yaml");
        await File.AppendAllTextAsync(version, "# by another hand\n", stop);
        var broken = (await again.Client.GetFromJsonAsync<ReplayView>($"/api/v1/plans/{plan}/replay", stop))!;
        Assert.Null(broken.Moment);
        Assert.Contains("was changed", broken.Problem, StringComparison.Ordinal);
        File.Delete(version);
        Assert.Contains("has no version", (await again.Client.GetFromJsonAsync<ReplayView>($"/api/v1/plans/{plan}/replay", stop))!.Problem, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>The command line's own token may only look.</summary>
    private static async Task AsAuditor(AssembledWard ward)
    {
        var token = await ward.Services.GetRequiredService<IApiTokens>().Create("test", "local:kim", [Role.Auditor], null, TimeProvider.System.GetUtcNow().AddHours(1), TestContext.Current.CancellationToken);
        ward.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
    }

    private static string Failed(int number) => string.Create(CultureInfo.InvariantCulture,
        $"<38>1 {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} bastion sshd {1000 + number} - - Failed password for root from 203.0.113.9 port {40000 + number} ssh2\n");
}
