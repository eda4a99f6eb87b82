using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;

namespace Ward.Govern.Tests.Risk;

public sealed class TrackingRuleTests
{
    [Theory]
    [InlineData("kind@a@b", true)]
    [InlineData("kind@*@b", true)]
    [InlineData("kind@*@*", true)]
    [InlineData("*@a@*", true)]
    [InlineData("kind@a", false)]
    [InlineData("kind@*", false)]
    [InlineData("kind@a@b@*", false)]
    [InlineData("kind@a@c", false)]
    [InlineData("KIND@A@b", true)]
    [InlineData("ki*@a@b", true)]
    [InlineData("k*n*@a@b", true)]
    [InlineData("kind*@a@b", false)]
    [InlineData("k*nd*@a@b", false)]
    [InlineData("**@a@b", true)]
    [InlineData("also@x", true)]
    public void AnAsteriskStandsForWhatIsBetweenTwoSigns(string pattern, bool fits) => Assert.Equal(fits, Rule(pattern, RiskStatus.Accepted).Fits(Found));

    [Fact]
    public void TheMostExactRuleCounts() =>
        Assert.Equal(RiskStatus.Mitigated, TrackingRule.For(Found, [Rule("kind@*@*", RiskStatus.Accepted), Rule("kind@a@*", RiskStatus.Mitigated), Rule("*@*@*", RiskStatus.InProgress)])!.Decision.Status);

    private static readonly Finding Found = new("kind@a@b", "kind", "words", Likelihood.Likely, RiskImpact.Low, BreachProbability.Possible, [], ["a", "b"]) { AlsoTrackedAs = ["also@x"] };

    private static TrackingRule Rule(string pattern, RiskStatus status) => new(pattern, Decision.None with { Status = status }, 1);
}
