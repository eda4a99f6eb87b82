using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ward.Server.Tests.Samples;
using Ward.Storage.Embedded;
using Ward.Trust.Authentication;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Hosting;

/// <summary>
/// The server as people run it, killed again and again while clients post to it over HTTP and note every acknowledgement. In the end a search counts.
/// A kill alone does not test fsync: what was written is the kernel's by then (RefusingDiskTests and FullDiskTests do).
/// </summary>
public sealed class KilledServerTests : IDisposable
{
    private const int Clients = 3, MostSearched = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How often it is killed; WARD_KILLS_SERVER=50 for the long run.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("WARD_KILLS_SERVER") ?? "4", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("ward-killed-server-").FullName;
    private readonly Uri address = new($"http://{RealPrograms.FreePort()}/");
    private readonly ConcurrentDictionary<long, bool> acknowledged = [];
    private readonly ConcurrentQueue<string> said = [];
    private string poster = "", searcher = "";
    private long next;

    private string State => Path.Combine(folder, "state");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NothingAcknowledgedOverHttpIsLostOrDoubledByKills()
    {
        await Prepare();
        var chance = new Random(13);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = Start();
            await Answers(server);
            var before = acknowledged.Count;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var posting = Enumerable.Range(0, Clients).Select(c => Post(new Random((kill * Clients) + c), ends.Token)).ToArray();
            // From the first acknowledgement of this life on, a moment that chance gives.
            await RealPrograms.Until(() => acknowledged.Count > before);
            await Task.Delay(chance.Next(0, 400), Stop);
            server.Kill();
            await server.WaitForExitAsync(Stop);
            await ends.CancelAsync();
            await Task.WhenAll(posting);
        }

        using var last = Start();
        await Answers(last);
        var found = await Found();
        last.Kill();
        await last.WaitForExitAsync(Stop);
        var lost = acknowledged.Keys.Count(n => !found.ContainsKey(n));
        var doubled = found.Values.Sum(times => times - 1);
        var counts = string.Create(CultureInfo.InvariantCulture, $"server: {Kills} kills, {acknowledged.Count} acknowledged, {lost} lost, {doubled} doubled");
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        Assert.True((lost, doubled) == (0, 0), counts);
    }

    private async Task Prepare()
    {
        Directory.CreateDirectory(State);
        await File.WriteAllTextAsync(Path.Combine(folder, "ward.yaml"), $"city: {Path.Combine(Repository.Root, "samples/city/city.yaml")}\nfeeds:\n  - {{id: posted, kind: http, decoder: json}}\n", Stop);
        var city = ((Ward.Configuration.ConfigurationReading.Read)Ward.Configuration.ConfigurationFile.Load(Path.Combine(folder, "ward.yaml"), State)).City.Id;
        await using var store = SqliteStore.Open(State);
        var tokens = new Tokens(store.Tokens, TimeProvider.System);
        (poster, _) = await tokens.Create(city, "poster", Tokens.LocalOwner + "poster", [], TimeSpan.FromDays(1), "posted", Stop);
        (searcher, _) = await tokens.Create(city, "searcher", Tokens.LocalOwner + "searcher", [Role.Analyst], TimeSpan.FromDays(1), Stop);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", "--depsfile", Beside("Ward.Server.Tests.deps.json"), "--runtimeconfig", Beside("Ward.Server.runtimeconfig.json"), Beside("Ward.Server.dll"), "--config", Path.Combine(folder, "ward.yaml"), "--state", State, "--listen", address.OriginalString.TrimEnd('/') }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The server's files lie beside the tests', and its libraries where the tests' own list says.</summary>
    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private async Task Answers(Process server)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience;)
        {
            Assert.False(server.HasExited, $"the server ended by itself: {string.Join(Environment.NewLine, said)}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), Stop);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, Stop);
            }
        }

        Assert.Fail("the server does not answer");
    }

    /// <summary>Bodies of numbered lines, each number once, until the server is gone; only what was answered with 200 is noted.</summary>
    private async Task Post(Random chance, CancellationToken ends)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", poster);
        while (!ends.IsCancellationRequested)
        {
            var count = chance.Next(1, 40);
            var first = Interlocked.Add(ref next, count) - count;
            var body = new StringBuilder();
            for (var n = first; n < first + count; n++) body.Append(CultureInfo.InvariantCulture, $"{{\"killed\":{n},\"pad\":\"{new string('x', chance.Next(0, 200))}\"}}\n");
            try
            {
                using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/x-ndjson");
                using var answer = await http.PostAsync(new Uri("api/v1/ingest/posted", UriKind.Relative), content, ends);
                if (!answer.IsSuccessStatusCode) continue;
                for (var n = first; n < first + count; n++) acknowledged[n] = true;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                if (ends.IsCancellationRequested) return;
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    /// <summary>How often a search finds each number, once it finds all that were acknowledged or finds no more.</summary>
    private async Task<Dictionary<long, int>> Found()
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", searcher);
        var found = new Dictionary<long, int>();
        Assert.True(next < MostSearched, "more was posted than one search gives");
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(500, Stop))
        {
            found.Clear();
            var answer = await http.GetStringAsync(new Uri($"api/v1/search?q={Uri.EscapeDataString("killed:*")}&limit={MostSearched}", UriKind.Relative), Stop);
            foreach (var line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var json = JsonDocument.Parse(line);
                Assert.NotEqual("error", json.RootElement.GetProperty("kind").GetString());
                if (json.RootElement.GetProperty("kind").GetString() != "row") continue;
                var number = long.Parse(json.RootElement.GetProperty("event").GetProperty("fields").GetProperty("killed").GetString()!, CultureInfo.InvariantCulture);
                found[number] = found.GetValueOrDefault(number) + 1;
            }

            if (acknowledged.Keys.All(found.ContainsKey)) break;
        }

        return found;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
