using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Correlation;

public sealed class ChainTests
{
    private const string Many = "type: event_count\nrules: [a]\ngroup-by: [host]\ntimespan: 60s\ncondition:\n  gte: 3";

    private static string Chain(string above, string rest = "") => Typed.Correlation(Many, "many", "name: many_a\n") + "---\n" + Typed.Correlation(above, "above", rest);

    [Fact]
    public void ASequenceThatBeginsWithACountSpeaksWithItsLastStep()
    {
        var typed = new Typed(Chain("type: temporal_ordered\nrules: [many_a, b]\ngroup-by: [host]\ntimespan: 1h", "level: high\n"));

        for (var i = 0; i < 4; i++) Assert.Empty(typed.Say(i, "a", ("host", "h")));
        Assert.Empty(typed.Say(100, "b", ("host", "other")));
        var finding = Assert.Single(typed.Say(100, "b", ("host", "h")));

        Assert.Equal(("above", Lines.Start.AddSeconds(100), Severity.High), (finding.Detector, finding.Time, finding.Severity));
        Assert.Equal([1L, 2L, 3L, 6L], finding.Evidence.Select(e => e.Offset));
    }

    [Fact]
    public void TheFieldsOfTheEventThatCompletedItGoUp()
    {
        var typed = new Typed(Chain("type: temporal_ordered\nrules: [many_a, b]\ngroup-by: [who]\ntimespan: 1h"));

        typed.Say(0, "a", ("host", "h"), ("who", "x"));
        typed.Say(1, "a", ("host", "h"), ("who", "y"));
        typed.Say(2, "a", ("host", "h"), ("who", "z"));
        Assert.Empty(typed.Say(3, "b", ("who", "x")));
        Assert.Single(typed.Say(4, "b", ("who", "z")));
    }

    [Fact]
    public void WhatIsCarriedUpIsOnAccount()
    {
        long Bytes(string who)
        {
            var typed = new Typed(Chain("type: temporal_ordered\nrules: [many_a, b]\ngroup-by: [who]\ntimespan: 1h"));
            for (var i = 0; i < 2; i++) typed.Say(i, "a", ("host", "h"), ("who", who));
            return typed.Engine.Counts.Bytes;
        }

        Assert.InRange(Bytes(new string('x', 400)) - Bytes("x"), 2 * 399, 3 * 399);
    }

    [Fact]
    public void WhatIsLookedAtSpeaksOnlyWhereItIsToGenerate()
    {
        static int Said(string rest)
        {
            var typed = new Typed(Chain("type: temporal\nrules: [many_a, b]\ngroup-by: [host]\ntimespan: 1h", rest));
            return Enumerable.Range(0, 3).Sum(i => typed.Say(i, "a", ("host", "h")).Count);
        }

        Assert.Equal((0, 1), (Said(""), Said("generate: true\n")));
    }

    [Fact]
    public void ALateEventBelowRevisesAboveAndDoublesNothing()
    {
        var typed = new Typed(Chain("type: temporal_ordered\nrules: [many_a, b]\ngroup-by: [host]\ntimespan: 1h"));
        foreach (var at in (ReadOnlySpan<int>)[0, 10, 20]) typed.Say("f", at, 100, "a", ("host", "h"));

        // 'many' was complete only at 20, so this one does not follow.
        Assert.Empty(typed.Say("f", 15, 100, "b", ("host", "h")));
        var finding = Assert.Single(typed.Say("f", 12, 100, "a", ("host", "h")));

        Assert.Equal((Lines.Start.AddSeconds(15), 1), (finding.Time, finding.Revision));
    }

    [Fact]
    public void CountsOfCountsFindEachOther()
    {
        var typed = new Typed(Chain("type: value_count\nrules: [many_a]\ntimespan: 1h\ncondition:\n  field: host\n  gte: 2"));
        for (var i = 0; i < 3; i++) Assert.Empty(typed.Say(i, "a", ("host", "h")));
        for (var i = 0; i < 2; i++) Assert.Empty(typed.Say(10 + i, "a", ("host", "i")));

        Assert.Equal("above", Assert.Single(typed.Say(12, "a", ("host", "i"))).Detector);
    }

    [Fact]
    public void WhatLooksAtWhatWaitsWaitsToo()
    {
        var few = Typed.Correlation("type: event_count\nrules: [a]\ngroup-by: [host]\ntimespan: 20s\ncondition:\n  lt: 3", "few", "name: few_a\n");
        var above = Typed.Correlation("type: temporal\nrules: [few_a, b]\ngroup-by: [host]\ntimespan: 1m", "above");
        var typed = new Typed(few + "---\n" + above, new RuleEngineOptions { Lateness = TimeSpan.FromSeconds(10) });

        Assert.All(typed.Engine.CountsByCorrelation, c => Assert.True(c.Waits));
        Assert.Empty(typed.Say(0, "a", ("host", "h")));
        Assert.Empty(typed.Say(25, "b", ("host", "h")));
        Assert.Empty(typed.Say(35, "none"));
        Assert.Equal(Lines.Start.AddSeconds(25), Assert.Single(typed.Say(35.1, "none")).Time);
    }

    [Theory]
    [InlineData("nobody", "the id or name of a rule that was read")]
    [InlineData("one", "they go round in a circle")]
    public void WhatIsNotThereOrGoesInACircleIsRefusedAtItsLine(string rule, string expected)
    {
        var text = Typed.Base + Typed.Correlation($"type: event_count\nrules:\n  - a\n  - {rule}\ntimespan: 60s\ncondition:\n  gte: 2");
        var set = RuleSet.Compile([("f.yml", text)]);

        var error = Assert.Single(set.Errors);
        Assert.Equal(("f.yml", "correlation.rules", rule), (error.File, error.Field, error.Found));
        Assert.Equal($"    - {rule}", text.Split('\n')[error.Line - 1]);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Empty(set.Correlations);
    }

    [Fact]
    public void AWiderCircleTakesAllOfItsMembersAndWhatLooksAtThem()
    {
        static string Count(string id, string rules) => Typed.Correlation($"type: event_count\nrules: [{rules}]\ntimespan: 60s\ncondition:\n  gte: 2", id);
        var set = RuleSet.Compile([("f.yml", Typed.Base + string.Join("---\n", Count("x", "y"), Count("y", "z"), Count("z", "x"), Count("w", "a, y"), Count("v", "a")))]);

        Assert.Equal(["v"], set.Correlations.Select(c => c.Header.Id));
        Assert.Equal(4, set.Errors.Count);
        Assert.Single(set.Errors, e => e.Expected.Contains("circle", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("type: temporal_ordered\nrules: [a, b]\ntimespan: 60s\ncondition:\n  lt: 2")]
    [InlineData("type: temporal_ordered\nrules: [a, b]\ntimespan: 60s\ncondition:\n  gte: 3")]
    [InlineData("type: temporal_ordered\nrules: [a, b]\ntimespan: 60s\ncondition: not a")]
    [InlineData("type: temporal_ordered\nrules: [a, b]\ntimespan: 60s\ncondition: a and not a")]
    [InlineData("type: temporal\nrules: [a, b]\ntimespan: 60s\ncondition:\n  gt: 2")]
    [InlineData("type: event_count\nrules: [a]\ntimespan: 60s\ncondition:\n  gte: 0")]
    [InlineData("type: event_count\nrules: [a]\ntimespan: 60s\ncondition:\n  gte: 100001")]
    public void AConditionThatCannotBeMetOrAlwaysIsRefused(string body) =>
        Assert.Equal("correlation.condition", Assert.Single(RuleSet.Compile([("f.yml", Typed.Base + Typed.Correlation(body))]).Errors).Field);
}
