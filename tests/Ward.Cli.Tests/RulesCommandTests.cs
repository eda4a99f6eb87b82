using System.Text.Json;
using Ward.Cli.Benchmarks;

namespace Ward.Cli.Tests;

public sealed class RulesCommandTests : IDisposable
{
    private const string Good =
        "title: T\nid: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11\nstatus: test\nlevel: low\ntags: [attack.t1110]\nlogsource: {product: linux}\n"
        + "detection:\n  s:\n    User|expand: '%admins%'\n  condition: s\n";

    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task GoodRulesAreNone()
    {
        var file = desk.Write("r.yml", Good);

        Assert.Equal(0, await desk.Run("rules", "check", file, "--placeholder", "admins=alice", "--placeholder", "admins=bob"));
        Assert.Contains("1 files: 1 rules, 0 correlations and 0 filters are good; 0 errors", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusedRuleIsOneAndHasItsPlaceAndCode()
    {
        var file = desk.Write("r.yml", Good);

        Assert.Equal(1, await desk.Run("rules", "check", file));
        Assert.Matches(@"r\.yml:9:5: error WS011: detection: User: expected a value for the placeholder in the configuration, found '%admins%'", desk.Out.ToString());
    }

    [Fact]
    public async Task AWarningFailsOnlyWhereThatIsAsked()
    {
        var file = desk.Write("r.yml", Good.Replace("expand: '%admins%'", "all|contains: x", StringComparison.Ordinal));

        Assert.Equal(0, await desk.Run("rules", "check", file));
        Assert.Equal(1, await desk.Run("rules", "check", file, "--strict"));
    }

    [Fact]
    public async Task WhatHasOneMeaningIsMendedInItsFileAndNothingElseChanges()
    {
        var text = "\uFEFF" + Good.Replace("User|expand: '%admins%'", "User|cotains: x # why\r", StringComparison.Ordinal);
        var (bad, good) = (desk.Write("bad.yml", text), desk.Write("good.yml", Good.Replace("5a1c8d1e", "6a1c8d1e", StringComparison.Ordinal)));
        var before = File.GetLastWriteTimeUtc(good);

        Assert.Equal(0, await desk.Run("rules", "check", "--fix", bad, good, "--placeholder", "admins=alice"));

        Assert.Contains("mended", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(text.Replace("cotains", "contains", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(bad)));
        Assert.Equal(before, File.GetLastWriteTimeUtc(good));
    }

    [Fact]
    public async Task AProgramIsToldTheSame()
    {
        var file = desk.Write("r.yml", Good + "---\ntitle: Bad\n");

        Assert.Equal(1, await desk.Run("rules", "check", file, "--json", "--placeholder", "admins=alice"));

        using var answer = JsonDocument.Parse(desk.Out.ToString());
        Assert.Equal(1, answer.RootElement.GetProperty("rules").GetInt32());
        Assert.Contains(answer.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "WS003" && f.GetProperty("line").GetInt32() == 12);
    }

    [Fact]
    public async Task ThePipelinesThatAreNamedAreApplied()
    {
        var file = desk.Write("r.yml", Good);
        var pipeline = desk.Write("p.yaml", "name: P\ntransformations:\n  - type: rule_failure\n    message: not in this city\n");

        Assert.Equal(1, await desk.Run("rules", "check", file, "--pipeline", pipeline));
        Assert.Contains("not in this city", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCodesAreListed()
    {
        Assert.Equal(0, await desk.Run("rules", "codes"));
        Assert.Contains("WS006", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBenchmarkSaysHowFastAndThatTheScanAgrees()
    {
        var rules = desk.Write("r.yml", "title: T\nlogsource: {product: linux}\ndetection:\n  s:\n    User: root\n  condition: s\n");
        var events = desk.Write("few.ndjson", "{\"product\":\"linux\",\"User\":\"root\"}\n{\"product\":\"linux\",\"User\":\"b\\u006fb\"}\n{\"no\":[1]}\nno line of JSON\n");

        var rows = await new RulesBenchmark(seconds: 0.01).Run(TimeProvider.System, [rules, events], TestContext.Current.CancellationToken);

        double? Value(string name) => rows.Single(r => r.Name == name).Value;
        Assert.Equal((1, 0, 0, 1), (Value("rules.loaded"), Value("rules.refused"), Value("few.differences"), Value("few.findings")));
        Assert.Equal("3", rows.Single(r => r.Name == "few.engine").Conditions["events"]);
        Assert.Equal("1", rows.Single(r => r.Name == "few.engine").Conditions["unread"]);
    }
}
