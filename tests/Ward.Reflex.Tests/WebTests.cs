using System.Text.Json.Nodes;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>A real scan of a real web server, seen in nginx's own access log and answered at nginx itself.</summary>
[Collection("one machine")]
public sealed class WebTests
{
    /// <summary>Design, section 6: what an element without time-outs may be held beyond its lease.</summary>
    private static readonly TimeSpan Overstay = TimeSpan.FromSeconds(5);

    // A denied request is itself a line in the log; asked too often it would be another scan.
    private static readonly TimeSpan Gently = TimeSpan.FromSeconds(1);

    [Fact]
    public void WhoProbesTheWebServerIsDeniedAtNginxTheHonestClientIsNotAndTheLeaseEnds()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act", ofWeb: true);
        Assert.Equal((200, 200), (stage.AttackersWeb, stage.ClientsWeb));

        var plan = Attack(stage);

        Assert.Equal(200, stage.ClientsWeb);
        Assert.True(stage.AttackerGetsIn, "only the web server was told: other ports are as before");
        Assert.Equal("ward", plan["requestedBy"]!.GetValue<string>());
        Assert.Equal("web", Assert.Single(plan["actions"]!.AsArray())!["element"]!.GetValue<string>());
        CityLab.Eventually("the running nginx itself confirmed it", () => stage.PlansIn("verified").Any(), TimeSpan.FromSeconds(5));
        Assert.Contains($"deny {CityLab.Attacker}", File.ReadAllText(stage.Lab.DenyPath), StringComparison.Ordinal);

        CityLab.Eventually("the lease ends and the attacker is served again", () => stage.AttackersWeb == 200, TimeSpan.FromSeconds(20), Gently);
        CityLab.Eventually("the plan is expired", () => stage.PlansIn("expired").Any());
        Assert.DoesNotContain("deny", File.ReadAllText(stage.Lab.DenyPath).Replace("# Written by Ward. Changes by hand are lost.", ""), StringComparison.Ordinal);
        var incident = Assert.Single(stage.Incidents)!;
        var record = stage.Ward.Get("looker", $"/api/v1/incidents/{incident["id"]}").ToJsonString();
        Assert.Contains(CityLab.Attacker.ToString(), record, StringComparison.Ordinal);
        Assert.Contains("T1190", record, StringComparison.Ordinal);
    }

    [Fact]
    public void WithServerAndAgentDeadTheWatchdogEndsTheLeaseAtNginx()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act", ofWeb: true);
        var until = Attack(stage)["until"]!.GetValue<DateTimeOffset>();

        stage.Ward.KillServer();
        stage.Agent.Kill();
        Assert.Equal(403, stage.AttackersWeb);

        CityLab.Eventually("the watchdog ended the lease", () => stage.AttackersWeb == 200, until - TimeProvider.System.GetUtcNow() + Overstay + Gently, TimeSpan.FromMilliseconds(250));
        var overstay = TimeProvider.System.GetUtcNow() - until;
        TestContext.Current.TestOutputHelper!.WriteLine($"held {overstay.TotalSeconds:0.0} s beyond its end");
        Assert.InRange(overstay, TimeSpan.FromSeconds(-1), Overstay);
    }

    /// <summary>The plan that is in force after it.</summary>
    private static JsonNode Attack(Stage stage)
    {
        stage.ProbeWeb(() => stage.AttackersWeb == 403);
        CityLab.Eventually("nginx denies the attacker", () => stage.AttackersWeb == 403, TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(250));
        CityLab.Eventually("a plan is in force", () => stage.PlansIn("applied", "verified").Any(), TimeSpan.FromSeconds(5));
        return stage.PlansIn("applied", "verified").First();
    }
}
