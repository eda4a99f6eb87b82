using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class RecallCommandTests : IDisposable
{
    private const string Id = "5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11";

    private const string Rule =
        "title: Refused\nid: " + Id + "\nname: refused\nlogsource: {service: sshd}\ndetection:\n  s:\n    status_id: 2\n  condition: s\nlevel: low\n"
        + "---\ntitle: Often refused\nid: 0d5d1a36-27c2-4f53-a1c1-7a2b58a4e903\ncorrelation:\n  type: event_count\n  rules: [refused]\n  group-by: [src_ip]\n  timespan: 60s\n  condition: {gte: 3}\nlevel: high\n";

    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task WhatIsFoundMissedAndWrongIsToldByRule()
    {
        var folder = Directory.CreateDirectory(Path.Combine(desk.State, "material", "a")).Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "a", "attack.log"), Lines(5));
        File.WriteAllText(Path.Combine(folder, "a", "slow.log"), Lines(2));
        File.WriteAllText(Path.Combine(folder, "quiet.log"), Lines(4));
        var truth = desk.Write("truth.yaml", "rules:\n  - rule: 0d5d1a36-27c2-4f53-a1c1-7a2b58a4e903\n    known: [a/attack.log, a/slow.log]\n    absent: [quiet.log]\n    says: written by the test\n");

        Assert.Equal(0, await desk.Run("rules", "recall", folder, "--rules", desk.Write("r.yml", Rule), "--truth", truth, "--json"));

        using var answer = JsonDocument.Parse(desk.Out.ToString());
        var row = Assert.Single(answer.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal((3, 11), (answer.RootElement.GetProperty("files").GetInt32(), answer.RootElement.GetProperty("events").GetInt32()));
        Assert.Equal((2, 1, 1, 0), (row.GetProperty("known").GetInt32(), row.GetProperty("found").GetInt32(), row.GetProperty("wrong").GetInt32(), row.GetProperty("unjudged").GetInt32()));
        Assert.Equal(["missed in material/a/slow.log", "wrong in material/quiet.log: 1"], row.GetProperty("where").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public async Task WithoutATruthARuleHasNoMaterialAndItsFindingsAreUnjudged()
    {
        var file = desk.Write("some.log", Lines(3));

        Assert.Equal(0, await desk.Run("rules", "recall", file, "--rules", desk.Write("r.yml", Rule)));
        Assert.Matches("Often refused +high +none +0 +1 +333333.3", desk.Out.ToString());
        Assert.Contains("0 of 1 rules have material that holds their act", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATruthThatCannotBeReadIsRefusedWithItsLine()
    {
        var truth = desk.Write("truth.yaml", "rules:\n  - rule: x\n    knwon: [a]\n");

        Assert.Equal(1, await desk.Run("rules", "recall", desk.Write("some.log", Lines(1)), "--rules", desk.Write("r.yml", Rule), "--truth", truth));
        Assert.Contains("truth.yaml:3", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await desk.Run("rules", "recall", Path.Combine(desk.State, "nowhere")));
    }

    [Fact]
    public async Task TheListOfShippedRulesIsThePageInTheDocs()
    {
        Assert.Equal(0, await desk.Run("rules", "list", "--markdown"));

        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "reference", "rules.md"), TestContext.Current.CancellationToken);
        Assert.EndsWith(desk.Out.ToString(), page, StringComparison.Ordinal);
    }

    private static string Lines(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"2026-03-01T10:00:{i:00}.000000+00:00 gate sshd[42]: Failed password for root from 203.0.113.7 port 4022 ssh2\n"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
