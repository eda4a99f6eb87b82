using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Tests.Rules;

public sealed class ExceptionPolicyTests
{
    /// <summary>No event may make a search long, and no clock may have a say in a verdict: what cannot be searched in linear time is not let in.</summary>
    [Theory]
    [InlineData("^(?=(a+)+$)b")]
    [InlineData("a(?!b)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData("(a)\\1")]
    [InlineData("(?<x>a)\\k<x>")]
    [InlineData("(?>a+)b")]
    [InlineData("(?(a)b|c)")]
    [InlineData("((a{1,200}){1,200}){1,200}")]
    public void AnExpressionThatCannotBeSearchedInLinearTimeIsRefusedAndTheOthersStand(string expression)
    {
        var set = RuleSet.Compile([("bad.yml", Engines.Rule($"s:\n  x|re: '{expression}'\ncondition: s")), ("good.yml", Engines.Rule("s:\n  x|re: '^a+$'\ncondition: s", title: "Good"))]);
        var error = Assert.Single(set.Errors);
        Assert.Equal(("bad.yml", SigmaFault.Expression), (error.File, error.Fault));
        Assert.Contains("linear time", error.Expected, StringComparison.Ordinal);
        Assert.Equal("Good", Assert.Single(set.Rules).Header.Title);
    }

    [Fact]
    public void AnExpressionThatBacktracksForeverIsStillDecided()
    {
        var engine = Engines.Of(Engines.Rule("s:\n  x|re: '^(a+)+$'\ncondition: s"));
        Assert.Empty(engine.Feed(new Lines().Json(LogSource.None, ("x", new string('a', 60) + "!"))));
        Assert.Single(engine.Feed(new Lines().Json(LogSource.None, ("x", new string('a', 60)))));
    }
}
