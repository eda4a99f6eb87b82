using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>Ward dies at the worst moments: no block outlives its lease, no incident is lost or doubled.</summary>
[Collection("one machine")]
public sealed class KillTests
{
    [Fact]
    public void WithServerAndAgentDeadTheKernelEndsTheLease()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");
        stage.Guess(30, () => !stage.AttackerGetsIn);
        Assert.False(stage.AttackerGetsIn);

        stage.Ward.KillServer();
        stage.Agent.Kill();

        CityLab.Eventually("the kernel ended the lease", () => stage.AttackerGetsIn, TimeSpan.FromSeconds(16));
    }

    [Fact]
    public void KilledAgainAndAgainDuringAttacksItLosesNoIncidentAndDoublesNone()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");

        for (var round = 0; round < 3; round++)
        {
            var victim = new Thread(() => stage.Guess(10)) { IsBackground = true };
            victim.Start();
            // A different moment each time: before detection, around the decision, after it.
            Thread.Sleep(300 + (500 * round));
            stage.Ward.KillServer();
            victim.Join();
            stage.Ward.StartServer();
        }

        CityLab.Eventually("the attack was found", () => stage.Incidents.Count > 0);
        CityLab.Eventually("the attacker gets in again", () => stage.AttackerGetsIn, TimeSpan.FromSeconds(25));
        var incidents = stage.Incidents.Select(i => i!["id"]!.GetValue<string>()).ToList();
        Assert.Equal(incidents.Distinct().Count(), incidents.Count);
        Assert.Single(incidents);
        CityLab.Eventually("no plan is left open", () => !stage.PlansIn("approved", "leased", "applied", "verified").Any(), TimeSpan.FromSeconds(25));
    }
}
