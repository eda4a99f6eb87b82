using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Ward.Ingest.Search;

namespace Ward.Server.Tests.Composition;

public sealed class AbandonedSearchTests : IDisposable
{
    private const int Lines = 6000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task WhoGoesAwayMidWayStopsTheSearchInTheStore()
    {
        var stop = TestContext.Current.CancellationToken;
        File.WriteAllText(Path.Combine(folder.FullName, "ward.yaml"), "city: city.yaml\nfeeds:\n  - {id: posted, kind: http, decoder: json}\n");
        File.WriteAllText(Path.Combine(folder.FullName, "city.yaml"), "id: town\nname: Town\nzones:\n  - {id: net, kind: external}\n");
        await using var ward = await AssembledWard.Start(folder.FullName);
        var store = ward.Services.GetRequiredService<IEventStore>();
        using (var content = new StringContent(string.Concat(Enumerable.Range(0, Lines).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{i},\"text\":\"{new string('x', 400)}\"}}\n"))), Encoding.UTF8, "application/x-ndjson"))
        using (var posted = await ward.Client.PostAsync(new Uri("/api/v1/ingest/posted", UriKind.Relative), content, stop))
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        await AssembledWard.Eventually(() => Task.FromResult(store.Status.Events >= Lines ? store : null));

        using (var answer = await ward.Client.GetAsync(new Uri($"/api/v1/search?q=*&limit={Lines}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, stop))
        {
            await using var body = await answer.Content.ReadAsStreamAsync(stop);
            Assert.True(await body.ReadAsync(new byte[100], stop) > 0);
            // Its rows wait for somebody to read them.
            await AssembledWard.Eventually(() => Task.FromResult(store.Status.Reading == 1 ? store : null));
        }

        await AssembledWard.Eventually(() => Task.FromResult(store.Status.Reading == 0 ? store : null));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
