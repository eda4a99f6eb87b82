namespace Ward.Fuzz.Tests;

/// <summary>Every target, a bounded number of inputs from the same seed: what `Ward.Fuzz run` does for longer.</summary>
public sealed class TargetTests
{
    private const int Rounds = 400, Tries = 20;

    public static TheoryData<string> Groups => [.. Targets.All.Values.Select(t => t.Group).Distinct()];

    [Theory, MemberData(nameof(Groups))]
    public void NothingThrowsHangsOrGrowsFasterThanItsInput(string group) =>
        Assert.All(Targets.All.Values.Where(t => t.Group == group), target =>
        {
            var campaign = new Campaign(target, seed: 1);
            var wrong = Watched.Run(campaign, rounds => rounds < Rounds);
            Assert.True(wrong is null, $"{target.Name}: {Convert.ToHexString(campaign.Input)}\n{wrong}");
            // What is allocated is the same on every machine; processor time is for the command.
            Assert.Null(Growth.Of(target, seed: 1, Tries, timed: false));
        });

    [Fact]
    public void EveryTargetHasSomethingToBeginFrom() => Assert.All(Targets.All.Values, target => Assert.NotEmpty(target.Seeds));
}
