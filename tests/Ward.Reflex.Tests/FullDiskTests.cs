using System.Net;
using System.Text.Json;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>The whole server on a disk that fills up: nothing is promised that is not kept, nothing is begun that is not written, nothing outlasts its lease.</summary>
[Collection("one machine")]
public sealed class FullDiskTests
{
    private const int Megabytes = 48;
    private static readonly IPAddress Second = IPAddress.Parse("198.51.100.11");
    private int posted;

    [Fact]
    public void OnAFullDiskNothingIsAcknowledgedNothingIsBegunLeasesEndAndItGoesOnByItself()
    {
        if ((Stage.Missing ?? SmallDisk.Missing()) is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act", diskMegabytes: Megabytes);
        stage.Lab.AttackerHost.Run("ip", "addr", "add", $"{Second}/24", "dev", "eth0");
        List<string> acknowledged = [];
        Assert.Equal(200, Post(stage, acknowledged));
        stage.Guess(30, () => !stage.AttackerGetsIn);
        CityLab.Eventually("a plan is verified", () => stage.PlansIn("verified").Any());
        var until = stage.PlansIn("verified").First()["until"]!.GetValue<DateTimeOffset>();

        // What still fits into pages that a file has already may be taken; then nothing is.
        CityLab.Eventually("lines are refused", () =>
        {
            stage.Disk!.Fill();
            return Post(stage, acknowledged) == 503;
        });
        for (var i = 0; i < 5; i++) Assert.Equal(503, Post(stage, acknowledged));
        Assert.Equal("trouble", Feed(stage, "posted")["state"]!.GetValue<string>());
        Assert.InRange(stage.Ward.Get("looker", "/api/v1/status")["feedsInTrouble"]!.GetValue<int>(), 1, 3);

        CityLab.Eventually("the lease that is in force ends", () => stage.AttackerGetsIn, until - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2));
        var plans = stage.Plans.Count;
        for (var i = 0; i < 10; i++) CityLab.TryPassword(stage.Lab.AttackerHost, $"clerk{i}", "guess", Second);
        CityLab.Eventually("the syslog feed tells its trouble", () => Feed(stage, "records-syslog")["state"]!.GetValue<string>() == "trouble");
        Thread.Sleep(3000);
        Assert.True(SecondGetsIn(stage), "what cannot be journalled is not begun");
        Assert.Equal(plans, stage.Plans.Count);
        Assert.True(stage.ClientGetsIn);
        Assert.False(stage.Ward.Server.HasExited);

        stage.Disk!.Free();
        CityLab.Eventually("lines are taken again", () => Post(stage, acknowledged) == 200);
        CityLab.Eventually("the attack that waited is answered", () => !SecondGetsIn(stage), TimeSpan.FromSeconds(20));
        CityLab.Eventually("no feed is in trouble", () => stage.Ward.Get("looker", "/api/v1/feeds").AsArray().All(f => f!["state"]!.GetValue<string>() != "trouble"));
        CityLab.Eventually("that lease ends too", () => SecondGetsIn(stage), TimeSpan.FromSeconds(20));
        CityLab.Eventually("no plan is left open", () => !stage.PlansIn("approved", "leased", "applied", "verified").Any(), TimeSpan.FromSeconds(20));
        Assert.False(stage.Ward.Server.HasExited);
        Assert.Equal(acknowledged.Count, Feed(stage, "posted")["received"]!.GetValue<int>());

        stage.Ward.KillServer();
        var journal = Directory.EnumerateFiles(Path.Combine(stage.Ward.State, "journal"), "journal.log.*").Select(File.ReadAllBytes).ToList();
        Assert.All(acknowledged, name => Assert.Contains(journal, segment => segment.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(name)) >= 0));
    }

    private static bool SecondGetsIn(Stage stage) => CityLab.CanReachSsh(stage.Lab.AttackerHost, Second);

    private static System.Text.Json.Nodes.JsonNode Feed(Stage stage, string id) =>
        stage.Ward.Get("looker", "/api/v1/feeds").AsArray().Single(f => f!["id"]!.GetValue<string>() == id)!;

    /// <summary>One long line under a name of its own, noted where it was acknowledged; the status.</summary>
    private int Post(Stage stage, List<string> acknowledged)
    {
        var name = $"line-{++posted:0000}-";
        var (status, _) = stage.Ward.PostLines("looker", "posted", JsonSerializer.Serialize(new { name, pad = new string('x', 20_000) }) + "\n");
        if (status == 200) acknowledged.Add(name);
        return status;
    }
}
