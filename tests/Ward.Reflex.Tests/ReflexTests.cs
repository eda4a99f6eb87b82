using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>One real attack through the whole house: real sshd, syslog, server, agent and firewall.</summary>
[Collection("one machine")]
public sealed class ReflexTests
{
    private static readonly string[] InForce = ["applied", "verified"];

    [Fact]
    public void UnderAnActMandateTheAttackerIsBlockedTheHonestClientIsNotAndTheLeaseEnds()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        Assert.True(stage.AttackerGetsIn && stage.ClientGetsIn, "before the attack both get in");

        stage.Guess(30, () => !stage.AttackerGetsIn);

        Assert.False(stage.AttackerGetsIn);
        Assert.True(stage.ClientGetsIn, "the honest client still gets in");
        CityLab.Eventually("a plan is in force", () => stage.PlansIn(InForce).Any());
        var plan = stage.PlansIn(InForce).First();
        Assert.Equal("ward", plan["requestedBy"]!.GetValue<string>());
        CityLab.Eventually("the lease ends and the attacker gets in again", () => stage.AttackerGetsIn, TimeSpan.FromSeconds(20));
        CityLab.Eventually("the plan is expired", () => stage.PlansIn("expired").Any());
        var incident = Assert.Single(stage.Incidents)!;
        var record = stage.Ward.Get("looker", $"/api/v1/incidents/{incident["id"]}");
        Assert.Contains(CityLab.Attacker.ToString(), record.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEstablishedSessionOfTheAttackerIsCutToo()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        using var session = stage.Lab.OpenSession(stage.Lab.AttackerHost, Path.Combine(stage.Lab.Folder, "session.log"));
        session.AwaitLog("tick 5", TimeSpan.FromSeconds(10));

        stage.Guess(30, () => !stage.AttackerGetsIn);
        Assert.False(stage.AttackerGetsIn);

        var length = session.Log.Length;
        Thread.Sleep(1500);
        Assert.Equal(length, session.Log.Length);
    }

    [Fact]
    public void UnderAnAskMandateNothingHappensUntilAnApproverApprovesExactlyThatPlan()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("ask");

        stage.Guess(8);

        CityLab.Eventually("a plan waits", () => stage.PlansIn("proposed").Any());
        Assert.True(stage.AttackerGetsIn, "nothing is done before approval");
        Assert.DoesNotContain(CityLab.Attacker.ToString(), stage.Denied, StringComparison.Ordinal);
        var plan = stage.PlansIn("proposed").First();
        var (id, hash) = (plan["id"]!.GetValue<string>(), plan["hash"]!.GetValue<string>());
        Assert.Equal(403, stage.Ward.Post("looker", $"/api/v1/plans/{id}/approve", new { hash }).Status);
        Assert.NotEqual(200, stage.Ward.Post("decider", $"/api/v1/plans/{id}/approve", new { hash = new string('0', 64) }).Status);
        Assert.True(stage.AttackerGetsIn, "neither another role nor another plan's hash changes anything");
        Assert.Equal(200, stage.Ward.Post("decider", $"/api/v1/plans/{id}/approve", new { hash }).Status);
        CityLab.Eventually("the attacker is blocked", () => !stage.AttackerGetsIn, TimeSpan.FromSeconds(5));
        Assert.True(stage.ClientGetsIn);
        Assert.Equal(200, stage.Ward.Post("decider", $"/api/v1/plans/{id}/undo", new { reason = "test" }).Status);
        CityLab.Eventually("undone", () => stage.AttackerGetsIn, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void TheKillSwitchWorksWithTheServerGone()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        stage.Guess(30, () => !stage.AttackerGetsIn);
        Assert.False(stage.AttackerGetsIn);

        stage.Ward.KillServer();
        Assert.False(stage.AttackerGetsIn, "the lease holds without the server");
        stage.Ward.Cli("stop", "--release-all");

        Assert.True(stage.AttackerGetsIn);
    }
}
