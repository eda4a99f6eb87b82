using System.Net;
using System.Text.Json;
using Ward.Cli.Benchmarks;
using Ward.Cli.Scenarios;
using Ward.Cli.Switch;
using Ward.Scenarios;

namespace Ward.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task HelpNamesEveryCommandWithItsDescription()
    {
        Assert.Equal(0, await desk.Run("--help"));

        var help = desk.Out.ToString();
        Assert.Contains("ward [command] [options]", help, StringComparison.Ordinal);
        Assert.All(new[] { "up", "stop", "city", "feeds", "incidents", "risk", "plans", "approve", "reject", "undo", "journal", "search", "hunt", "export", "agents", "agent", "replay", "bench", "doctor" },
            name => Assert.Matches($@"(?m)^  {name} .*\w", help));
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("approve")]
    [InlineData("city", "check")]
    [InlineData("up", "--colour")]
    [InlineData("journal", "--limit", "many")]
    [InlineData("agents", "add", "--address", "http://x", "--code", "c", "--element", "e")]
    [InlineData("bench", "nothing")]
    [InlineData("bench", "prescribe", "1000")]
    [InlineData("bench", "prescribe", "--campaigns", "5")]
    public async Task AWrongCommandLineIsTwo(params string[] arguments)
    {
        Assert.Equal(2, await desk.Run(arguments));
        Assert.StartsWith("ward: ", desk.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Every option that a benchmark has gets through to it: what is refused names the option, not that there is one.</summary>
    [Theory]
    [InlineData("prescribe", "--seeds", "--nodes", "--tolerated", "--kind")]
    [InlineData("store", "--events")]
    [InlineData("ingest", "--events", "--rate", "--overload")]
    public async Task TheOptionsOfABenchmarkReachIt(string benchmark, params string[] options)
    {
        desk.Doors = desk.Doors with { Benchmarks = Doors.Built.Benchmarks };

        Assert.Equal(2, await desk.Run(["bench", benchmark, .. options.SelectMany(o => new[] { o, "1" }), "--strange"]));
        Assert.Contains("takes no --strange", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", options.Take(1)), desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EverythingAfterAgentBelongsToTheAgent()
    {
        var agent = desk.Write("Ward.Agent", "");

        Assert.Equal(0, await desk.Run("agent", "--help", "--element", "fw"));
        Assert.Equal(agent, desk.Became!.Value.Program);
        Assert.Equal(["--help", "--element", "fw"], desk.Became.Value.Arguments);
    }

    [Fact]
    public async Task UpBecomesTheServerWithWhatTheConfigurationSays()
    {
        var server = desk.Write("Ward.Server", "");
        desk.Write("city.yaml", "id: c\nname: C\nzones: [{id: z, kind: external}]\nprotected: {}\n");
        var config = desk.Write("ward.yaml", "city: city.yaml\nlisten: http://127.0.0.1:9999\n");

        Assert.Equal(0, await desk.Run("up", "--config", config));
        Assert.Equal(server, desk.Became!.Value.Program);
        Assert.Equal(["--config", config, "--state", desk.State, "--listen", "http://127.0.0.1:9999"], desk.Became.Value.Arguments);
    }

    [Fact]
    public async Task UpWithoutAConfigurationWatchesTheSampleCityAndSaysSo()
    {
        desk.Write("Ward.Server", "");
        Directory.CreateDirectory(Path.Combine(desk.State, "samples", "city"));
        foreach (var file in new[] { "city.yaml", "ward.yaml" }) File.Copy(Path.Combine(Root, "samples", "city", file), Path.Combine(desk.State, "samples", "city", file));

        Assert.Equal(0, await desk.Run("up", "--listen", "http://127.0.0.1:9999"));
        Assert.Equal("No configuration given: watching the sample city. Yours comes with --config FILE.\n", desk.Error.ToString());
        Assert.Equal("http://127.0.0.1:9999", desk.Became!.Value.Arguments[^1]);
    }

    [Fact]
    public async Task UpStartsNothingOnABrokenConfiguration()
    {
        desk.Write("Ward.Server", "");

        Assert.Equal(1, await desk.Run("up", "--config", desk.Write("ward.yaml", "city: none.yaml\n")));
        Assert.Null(desk.Became);
    }

    [Fact]
    public async Task ACityIsCheckedAndCounted()
    {
        var file = desk.Write("city.yaml", "id: c\nname: C\nzones: [{id: z, kind: external}]\nprotected: {}\n");

        Assert.Equal(0, await desk.Run("city", "check", file));
        Assert.Contains("1 zones, 0 assets", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryProblemOfACityIsALineOfItsOwn()
    {
        var file = desk.Write("city.yaml", "id: c\nzones: [{id: z, kind: externl}]\n");

        Assert.Equal(1, await desk.Run("city", "check", file));
        Assert.Equal(
            [
                $"{file}:1: name: expected the city's name, found nothing",
                $"{file}:2: zones[0].kind: expected a kind of zone (external, perimeter, office, data, operations, management), found \"externl\"; did you mean \"external\"?",
                "ward: 2 problems",
            ],
            desk.Error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task StopAsksTheServerOfTheStateFolder()
    {
        desk.Write("server.pid", "4242\n");
        desk.Running.Add(4242);

        Assert.Equal(0, await desk.Run("stop"));
        Assert.Empty(desk.Running);
    }

    [Fact]
    public async Task UpDoesNotStartASecondServerOnOneFolder()
    {
        desk.Write("Ward.Server", "");
        desk.Write("city.yaml", "id: c\nname: C\nzones: [{id: z, kind: external}]\nprotected: {}\n");
        desk.Write("server.pid", "4242\n");
        desk.Running.Add(4242);

        Assert.Equal(1, await desk.Run("up", "--config", desk.Write("ward.yaml", "city: city.yaml\n")));
        Assert.Null(desk.Became);
    }

    [Fact]
    public async Task StopWithoutAServerIsThree() => Assert.Equal(3, await desk.Run("stop"));

    [Fact]
    public async Task TheKillSwitchAlsoWorksWithoutAServer()
    {
        var release = new Release(new ReleasedElement("fw-edge", true, "nothing in force"));
        desk.Doors = desk.Doors with { Release = release };

        Assert.Equal(0, await desk.Run("stop", "--release-all", "--reason", "it is wrong"));
        Assert.Equal(["hold back: it is wrong", "release"], release.Calls);
        Assert.Contains("fw-edge", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatHoldsBackItselfNeedsNoMark()
    {
        var release = new Release(new ReleasedElement("fw-edge", true, ""));
        desk.WithServer().Answers["POST /api/v1/release-all"] = (HttpStatusCode.OK, """{"words":"All released."}""");
        desk.Doors = desk.Doors with { Release = release };

        Assert.Equal(0, await desk.Run("stop", "--release-all"));
        Assert.Equal(["release"], release.Calls);
    }

    [Fact]
    public async Task AMarkThatCannotBeLeftIsSaidAndTheElementsAreToldAllTheSame()
    {
        var release = new Release(new ReleasedElement("fw-edge", true, "")) { Unmarked = "the disk is full" };
        desk.Doors = desk.Doors with { Release = release };

        Assert.Equal(1, await desk.Run("stop", "--release-all"));
        Assert.Contains("release", release.Calls);
        Assert.Contains("the disk is full", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheKillSwitchSaysWhichElementDidNotAnswer()
    {
        desk.WithServer().Answers["POST /api/v1/release-all"] = (HttpStatusCode.OK, """{"words":"All released."}""");
        desk.Doors = desk.Doors with { Release = new Release(new ReleasedElement("fw-edge", true, ""), new ReleasedElement("web", false, "no answer")) };

        Assert.Equal(1, await desk.Run("stop", "--release-all"));
        Assert.Contains("1 of 2 elements did not say", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task AReplayIsAsGoodAsItsExpectations(bool good, int code)
    {
        desk.Doors = desk.Doors with { Player = new Player(good ? [] : ["no incident names \u001b[31mT1110"]) };

        Assert.Equal(code, await desk.Run("replay", Path.Combine(Root, "scenarios", "atlanta-2018")));
        Assert.DoesNotContain('\u001b', desk.Error.ToString());
    }

    [Fact]
    public async Task AReplayOfNothingIsRefused() => Assert.Equal(1, await desk.Run("replay", desk.State));

    [Fact]
    public async Task BenchmarksPrintRowsThatAScriptCanCompare()
    {
        desk.Doors = desk.Doors with { Benchmarks = [new CityBenchmark(assets: 50)] };

        Assert.Equal(0, await desk.Run("bench", "city", "--json"));
        var row = JsonDocument.Parse(desk.Out.ToString()).RootElement[0];
        Assert.Equal("ms", row.GetProperty("unit").GetString());
        Assert.Equal("50", row.GetProperty("conditions").GetProperty("assets").GetString());
    }

    [Fact]
    public async Task WithoutAnSdkTheLauncherSaysWhatToInstall()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("needs bash");
        File.Copy(Path.Combine(Root, "ward"), Path.Combine(desk.State, "ward"));
        using var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/bash", [Path.Combine(desk.State, "ward"), "--help"])
        {
            RedirectStandardError = true,
            Environment = { ["PATH"] = OnlyTools() },
        })!;
        var error = await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, bash.ExitCode);
        Assert.StartsWith("ward: the .NET SDK 10 is needed to build Ward, and 'dotnet' is not on the PATH.", error, StringComparison.Ordinal);
    }

    // dirname, find and the like, without dotnet, which may lie in the same folder.
    private string OnlyTools()
    {
        var tools = Directory.CreateDirectory(Path.Combine(desk.State, "tools"));
        foreach (var tool in new[] { "dirname", "find", "readlink", "mkdir", "cut", "paste" })
            if (new[] { "/usr/bin", "/bin" }.Select(f => Path.Combine(f, tool)).FirstOrDefault(File.Exists) is { } path)
                File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), path);
        return tools.FullName;
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) folder = folder.Parent;
            return folder!.FullName;
        }
    }

    private sealed class Release(params ReleasedElement[] rows) : IOfflineRelease
    {
        public List<string> Calls { get; } = [];

        public string? Unmarked { get; init; }

        public string? HoldBack(string stateFolder, string reason)
        {
            Calls.Add($"hold back: {reason}");
            return Unmarked;
        }

        public Task<IReadOnlyList<ReleasedElement>> ReleaseAll(string stateFolder, CancellationToken stop)
        {
            Calls.Add("release");
            return Task.FromResult<IReadOnlyList<ReleasedElement>>(rows);
        }
    }

    private sealed class Player(IReadOnlyList<string> misses) : IScenarioPlayer
    {
        public Task<ScenarioOutcome> Play(Scenario scenario, CancellationToken stop) =>
            Task.FromResult(new ScenarioOutcome(scenario.Lines().LongCount(), [], [], misses));
    }
}
