using Ward.Detect.Findings;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Correlation;

public sealed class TypeTests
{
    private static Typed Of(string body, string rest = "") => new(Typed.Correlation(body, rest: rest), new RuleEngineOptions { Lateness = TimeSpan.FromSeconds(10) });

    [Fact]
    public void DifferentValuesAreCountedAndShown()
    {
        var typed = Of("type: value_count\nrules: [a]\ngroup-by: [g]\ntimespan: 60s\ncondition:\n  field: v\n  gte: 3");

        Assert.Empty(typed.Say(0, "a", ("g", "x"), ("v", "1")));
        Assert.Empty(typed.Say(1, "a", ("g", "x"), ("v", "2")));
        Assert.Empty(typed.Say(2, "a", ("g", "x"), ("v", "2")));
        var finding = Assert.Single(typed.Say(9, "a", ("g", "x"), ("v", "3")));

        Assert.Equal(("fewer than 3 different values of v in “Rule a” with one g in 60 s", "3 different values in 9 s"), (finding.Explanation.Expected, finding.Explanation.Seen));
        Assert.Equal(["1", "2", "3"], finding.Explanation.Fields.Where(f => f.Condition == "one of the values").Select(f => f.Value));
    }

    [Fact]
    public void AListOfFieldsCountsCombinations()
    {
        var typed = Of("type: value_count\nrules: [a]\ntimespan: 60s\ncondition:\n  field: [v, w]\n  gte: 3");

        Assert.Empty(typed.Say(0, "a", ("v", "ab"), ("w", "c")));
        Assert.Empty(typed.Say(0, "a", ("v", "ab"), ("w", "c")));
        Assert.Empty(typed.Say(0, "a", ("v", "a"), ("w", "bc")));
        Assert.Single(typed.Say(0, "a", ("v", "abc"), ("w", "c")));
    }

    [Fact]
    public void ASumSpeaksWithTheEventThatExceedsIt()
    {
        var typed = Of("type: value_sum\nrules: [a]\ntimespan: 60s\ncondition:\n  field: v\n  gt: 10");

        Assert.Empty(typed.Say(0, "a", ("v", "5.5")));
        Assert.Empty(typed.Say(1, "a", ("v", "many")));
        Assert.Empty(typed.Say(2, "a"));
        var finding = Assert.Single(typed.Say(3, "a", ("v", "4.75")));

        Assert.Equal("sum 10.25 in 3 s", finding.Explanation.Seen);
        Assert.Equal(2, typed.Engine.Counts.WithoutValue);
    }

    [Theory]
    [InlineData("value_avg", "", "gt: 3", "average 3.5 in 2 s")]
    [InlineData("value_median", "", "lt: 2", "median 1.5 in 1 s")]
    [InlineData("value_percentile", "\n  percentile: 90", "gt: 6", "percentile 90 at 6.4 in 2 s")]
    public void AMeasureWaitsForTheWatermark(string type, string more, string bound, string seen)
    {
        var typed = Of($"type: {type}\nrules: [a]\ntimespan: 60s\ncondition:\n  field: v{more}\n  {bound}");

        Assert.Empty(typed.Say(0, "a", ("v", "2")));
        Assert.Empty(typed.Say(1, "a", ("v", "1")));
        Assert.Empty(typed.Say(2, "a", ("v", "7.5")));
        var finding = Assert.Single(typed.Say(12, "none").Concat(typed.Say(12.1, "none")));

        Assert.Equal(seen, finding.Explanation.Seen);
    }

    [Fact]
    public void RulesInAnyOrderSpeakWithTheLastOfThem()
    {
        var typed = Of("type: temporal\nrules: [a, b, c]\ngroup-by: [g]\ntimespan: 60s");

        Assert.Empty(typed.Say(0, "c", ("g", "x")));
        Assert.Empty(typed.Say(1, "a", ("g", "x")));
        Assert.Empty(typed.Say(2, "b", ("g", "y")));
        var finding = Assert.Single(typed.Say(60, "b", ("g", "x")));

        Assert.Equal(("never all of “Rule a” and “Rule b” and “Rule c” with one g in 60 s", "3 of 3 rules in 60 s"), (finding.Explanation.Expected, finding.Explanation.Seen));
        Assert.Equal([1L, 2L, 4L], finding.Evidence.Select(e => e.Offset));
    }

    [Fact]
    public void RulesOutOfOrderAreNoSequence()
    {
        var typed = Of("type: temporal_ordered\nrules: [a, b]\ntimespan: 60s");

        Assert.Empty(typed.Say(0, "b"));
        Assert.Empty(typed.Say(10, "a"));
        Assert.Single(typed.Say(20, "b"));
    }

    [Fact]
    public void ALateFirstStepCompletesASequence()
    {
        var typed = Of("type: temporal_ordered\nrules: [a, b]\ntimespan: 60s");

        Assert.Empty(typed.Say("f", 10, 20, "b"));
        Assert.Equal(Lines.Start.AddSeconds(10), Assert.Single(typed.Say("f", 5, 20, "a")).Time);
    }

    [Fact]
    public void WhatDidNotComeIsToldWhenItCannotComeAnyMore()
    {
        var typed = Of("type: temporal\nrules: [a, b]\ngroup-by: [g]\ntimespan: 20s\ncondition: a and not b");

        Assert.Empty(typed.Say(0, "a", ("g", "ordered")));
        Assert.Empty(typed.Say(1, "a", ("g", "alone")));
        Assert.Empty(typed.Say(18, "b", ("g", "ordered")));
        Assert.Empty(typed.Say(31, "none"));
        var finding = Assert.Single(typed.Say(31.1, "none"));

        Assert.Equal("alone", finding.Explanation.Fields[0].Value);
        Assert.Equal("never (a and not b) with one g in 20 s", finding.Explanation.Expected);
    }

    [Fact]
    public void InSilenceTheClockTellsWhatDidNotCome()
    {
        var typed = Of("type: temporal\nrules: [a, b]\ntimespan: 20s\ncondition: a and not b");
        Assert.Empty(typed.Say(0, "a"));
        var findings = new List<Finding>();

        Assert.True(typed.Engine.Waits);
        typed.Engine.Pass(Lines.Start.AddSeconds(90), findings);
        Assert.Empty(findings);
        typed.Engine.Pass(Lines.Start.AddSeconds(91), findings);
        var told = Assert.Single(findings);

        var other = Of("type: temporal\nrules: [a, b]\ntimespan: 20s\ncondition: a and not b");
        other.Say(0, "a");
        Assert.Equal(told.Id, Assert.Single(other.Say(200, "none")).Id);
    }

    [Fact]
    public void ASlowFeedHoldsUpWhatWaitsAndASilentOneDoesNot()
    {
        var typed = Of("type: temporal\nrules: [a, b]\ntimespan: 20s\ncondition: a and not b");

        Assert.Empty(typed.Say("slow", 0, 0, "none"));
        Assert.Empty(typed.Say("quick", 1, 1, "a"));
        Assert.Empty(typed.Say("quick", 50, 50, "none"));
        Assert.Empty(typed.Say("slow", 15, 51, "b"));
        Assert.Empty(typed.Say("quick", 100, 100, "a"));
        Assert.Empty(typed.Say("quick", 131, 110, "none"));
        Assert.Single(typed.Say("quick", 140, 140, "none"));
    }

    [Fact]
    public void FewerThanUsualIsToldAtTheEndOfTheWindow()
    {
        var typed = Of("type: event_count\nrules: [a]\ntimespan: 20s\ncondition:\n  lt: 3");
        for (var second = 0; second <= 60; second += 5) Assert.Empty(typed.Say(second, "a"));

        // The window that begins with the event of second 55 holds two.
        Assert.Empty(typed.Say(85, "none"));
        var finding = Assert.Single(typed.Say(85.1, "none"));
        Assert.Equal(("at least 3 events of “Rule a” in 20 s", "2 in 20 s", Lines.Start.AddSeconds(75)), (finding.Explanation.Expected, finding.Explanation.Seen, finding.Time));
    }

    [Fact]
    public void TheTailOfABurstIsNoRange()
    {
        var typed = Of("type: event_count\nrules: [a]\ntimespan: 20s\ncondition:\n  gte: 3\n  lte: 5");
        for (var i = 0; i < 50; i++) Assert.Empty(typed.Say(i * 0.1, "a"));

        Assert.Empty(typed.Say(1000, "none"));
    }

    [Fact]
    public void ALateEventRevisesAndDoesNotDouble()
    {
        var typed = Of("type: event_count\nrules: [a]\ntimespan: 60s\ncondition:\n  gte: 3");
        typed.Say("f", 0, 100, "a");
        typed.Say("f", 8, 100, "a");
        var first = Assert.Single(typed.Say("f", 10, 100, "a"));

        var revised = Assert.Single(typed.Say("f", 4, 100, "a"));
        Assert.Empty(typed.Say("f", 9, 100, "a"));
        Assert.Empty(typed.Say("f", 11, 100, "a"));

        Assert.Equal((first.Id, 1, 2), (revised.Id, first.Revision, revised.Revision));
        Assert.Equal((Lines.Start.AddSeconds(10), Lines.Start.AddSeconds(8)), (first.Time, revised.Time));
        Assert.Equal(1, typed.Engine.Counts.Revised);
    }

    [Fact]
    public void TheIncidentHoldsTheLastRevisionAlone()
    {
        var lines = new Lines();
        var engine = Engines.Of(EventCountTests.Count("gte: 2"));
        var joiner = new Ward.Detect.Incidents.IncidentJoiner(new Ward.City.CityId("c"), new Ward.Detect.Incidents.JoinOptions());
        engine.Feed(lines.Sshd(0, "203.0.113.5", received: 100));
        var first = Assert.Single(engine.Feed(lines.Sshd(9, "203.0.113.5", received: 100)));
        var revised = Assert.Single(engine.Feed(lines.Sshd(5, "203.0.113.5", received: 100)));

        var opened = joiner.Join(first, first.Time)!;
        // Figures that a late event changed are no news by themselves; what comes next is told with them.
        Assert.Null(joiner.Join(revised, first.Time));
        Assert.Null(joiner.Join(first, first.Time));
        var grown = joiner.Join(first with { Id = new("another"), Severity = Severity.Critical }, first.Time)!;

        Assert.Equal((opened.Id, 2), (grown.Id, grown.Revision));
        Assert.Equal([(first.Id, 2), (new("another"), 1)], grown.Findings.Select(f => (f.Id, f.Revision)));
    }
}
