using Ward.Detect.Rules;

namespace Ward.Detect.Tests.Rules;

public sealed class RuleSetTests
{
    private const string Base = "title: Base\nname: base\nlogsource: {}\ndetection:\n  s:\n    x: 1\n  condition: s\n";

    [Fact]
    public void ARefusedRuleLeavesTheOthersInForce()
    {
        var set = RuleSet.Compile([("a.yml", Engines.Rule("s:\n  x|sounds: 1\ncondition: s")), ("b.yml", Base)]);

        Assert.Equal("Base", Assert.Single(set.Rules).Header.Title);
        Assert.Equal(("a.yml", 5, "detection.s.x|sounds"), (set.Errors[0].File, set.Errors[0].Line, set.Errors[0].Field));
    }

    [Fact]
    public void TwoRulesOfOneIdAreNotBothTaken()
    {
        var set = RuleSet.Compile([("a.yml", Base), ("b.yml", Base)]);

        Assert.Single(set.Rules);
        Assert.Equal(("b.yml", "name"), (set.Errors[0].File, set.Errors[0].Field));
    }

    [Theory]
    [InlineData("[nobody]", "gte: 3", "correlation.rules")]
    [InlineData("[base, count]", "gte: 3", "correlation.rules")]
    [InlineData("[base]", "lt: 0", "correlation.condition")]
    [InlineData("[base]", "{gt: 3, lte: 200000}", "correlation.condition")]
    [InlineData("[base]", "gte: 0", "correlation.condition")]
    [InlineData("[base]", "gte: 2000000", "correlation.condition")]
    public void ACorrelationThatCannotBeKeptIsRefusedAndItsRulesStand(string rules, string condition, string field)
    {
        var text = $"{Base}---\ntitle: Other\nname: other\ncorrelation:\n  type: event_count\n  rules: [base]\n  timespan: 60s\n  condition:\n    gte: 2\n"
            + $"---\ntitle: Count\ncorrelation:\n  type: event_count\n  rules: {rules}\n  timespan: 60s\n  condition: {(condition[0] == '{' ? condition : $"{{{condition}}}")}\n";

        var set = RuleSet.Compile([("a.yml", text)]);

        Assert.Equal(field, Assert.Single(set.Errors).Field);
        Assert.Equal("Other", Assert.Single(set.Correlations).Header.Title);
        Assert.Single(set.Rules);
    }

    [Fact]
    public void ACorrelationFindsItsRuleInAnotherFile()
    {
        var count = "title: Count\ncorrelation:\n  type: event_count\n  rules: [base]\n  timespan: 60s\n  condition:\n    gte: 2\n";

        var set = RuleSet.Compile([("a.yml", count), ("b.yml", Base)]);

        Assert.Empty(set.Errors);
        Assert.Single(set.Correlations);
    }

    [Fact]
    public void AnOptionOutOfRangeStopsTheStart() =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(
            () => new RuleEngine(RuleSet.Compile([]), new RuleEngineOptions { MaxGroups = 0 }));
}
