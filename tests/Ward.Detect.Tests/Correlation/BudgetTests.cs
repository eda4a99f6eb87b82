using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Correlation;

public sealed class BudgetTests
{
    private static string Count(string id, string groupBy = "g") => Typed.Correlation($"type: event_count\nrules: [a]\ngroup-by: [{groupBy}]\ntimespan: 60s\ncondition:\n  gte: 3", id);

    [Fact]
    public void BlindnessIsItselfAFindingOnceAnInterval()
    {
        var typed = new Typed(Count("one"), new RuleEngineOptions { MaxGroups = 2 });
        var told = new List<Finding>();
        for (var i = 0; i < 20; i++) told.AddRange(typed.Say(i, "a", ("g", $"{i}")));

        var blind = Assert.Single(told);
        Assert.Equal(("one:blind", Severity.Low, Meaning.Unusual), (blind.Detector, blind.Severity, blind.Meaning));
        Assert.Empty(blind.Entities);
        Assert.Equal(18, typed.Engine.Counts.Evicted);

        var later = typed.Say(3_700, "a", ("g", "later"));
        Assert.Contains("17 groups given up", Assert.Single(later).Explanation.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void AllTogetherAreBoundedTooAndTheOldestGoes()
    {
        var typed = new Typed(Count("one") + "---\n" + Count("two", "h"), new RuleEngineOptions { MaxGroupsInAll = 10 });
        for (var i = 0; i < 30; i++) typed.Say(i, "a", ("g", $"{i}"));
        for (var i = 0; i < 5; i++) typed.Say(30 + i, "a", ("h", $"{i}"));

        Assert.Equal((10, 25L), (typed.Engine.Counts.Groups, typed.Engine.Counts.Evicted));
        Assert.Equal([5, 5], typed.Engine.CountsByCorrelation.Select(c => c.Groups));
    }

    [Fact]
    public void BytesOfAllTogetherAreBounded()
    {
        var options = new RuleEngineOptions { MaxBytesInAll = 1 << 16 };
        var typed = new Typed(Count("one") + "---\n" + Count("two", "h"), options);
        for (var i = 0; i < 500; i++) typed.Say(i * 0.01, "a", ("g", $"{i}"), ("h", $"{i}"));

        Assert.InRange(typed.Engine.Counts.Bytes, 1, 1 << 16);
        Assert.Equal(1000, typed.Engine.Counts.Groups + typed.Engine.Counts.Evicted);
    }

    [Theory]
    [InlineData("type: event_count\ncondition:\n  gte: 5")]
    [InlineData("type: value_count\ncondition:\n  field: v\n  gte: 6")]
    [InlineData("type: temporal\ncondition:\n  gte: 3")]
    public void AWindowToldInFewerDecidesTheSame(string body) => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], Gen.Int[0, 9]).Array[200].Sample(
        (steps) =>
        {
            var text = Typed.Correlation($"{body}\nrules: [a, b, c]\ntimespan: 100s");
            var (small, large) = (new Typed(text, new RuleEngineOptions { MaxEventsPerGroup = 16 }), new Typed(text));
            var at = 0;
            foreach (var (advance, value, rule) in steps)
            {
                at += advance;
                var name = rule == 0 ? "c" : rule < 3 ? "b" : "a";
                var (seen, expected) = (small.Say(at, name, ("v", $"{value}")), large.Say(at, name, ("v", $"{value}")));
                Assert.Equal(expected.Select(f => (f.Id, f.Time, f.Revision)), seen.Select(f => (f.Id, f.Time, f.Revision)));
            }

            Assert.True(small.Engine.Counts.Compacted > 0 && large.Engine.Counts.Compacted == 0);
        },
        iter: 100, threads: 1);

    [Fact]
    public void APercentileBeyondItsBoundIsWithinOneInAHundred()
    {
        var text = Typed.Correlation("type: value_percentile\nrules: [a]\ntimespan: 1000s\ncondition:\n  field: v\n  percentile: 90\n  gt: 0");
        var options = new RuleEngineOptions { MaxEventsPerGroup = 1024, Lateness = TimeSpan.Zero };
        var typed = new Typed(text, options);
        var chance = new Random(5);
        var values = new List<(double At, double Value)>();
        var told = 0;
        for (var n = 0; n < 30_000; n++)
        {
            var value = Math.Round(Math.Exp(chance.NextDouble() * 2), 3);
            foreach (var finding in typed.Say(n / 10.0, "a", ("v", value.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            {
                var at = (finding.Time - Lines.Start).TotalSeconds;
                // What may have left late is within a 16th of the timespan.
                var (least, most) = (Quantile(at, 1000), Quantile(at, 1063));
                var seen = double.Parse(finding.Explanation.Seen.Split("at ")[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
                Assert.InRange(seen, Math.Min(least, most) * 0.97, Math.Max(least, most) * 1.03);
                told++;
            }

            values.Add((n / 10.0, value));
        }

        Assert.True(told >= 2 && typed.Engine.Counts is { Compacted: > 0, Shortened: 0 }, $"{told} told");

        double Quantile(double at, int span)
        {
            List<double> sorted = [.. values.Where(v => v.At <= at && v.At >= at - span).Select(v => v.Value).Order()];
            return sorted[(int)((sorted.Count - 1) * 0.9)];
        }
    }

    [Fact]
    public void ASumBeyondItsBoundLosesNothingThatIsInTheWindow()
    {
        var typed = new Typed(Typed.Correlation("type: value_sum\nrules: [a]\ntimespan: 1000s\ncondition:\n  field: v\n  gte: 500"), new RuleEngineOptions { MaxEventsPerGroup = 64 });
        var told = new List<Finding>();
        for (var i = 0; i < 500; i++) told.AddRange(typed.Say(i, "a", ("v", "1")));

        Assert.Equal(Lines.Start.AddSeconds(499), Assert.Single(told).Time);
        Assert.True(typed.Engine.Counts is { Compacted: > 0, Shortened: 0 });
    }

    [Fact]
    public void ALateEventOlderThanACompactedWindowIsRefused()
    {
        var typed = new Typed(Typed.Correlation("type: value_sum\nrules: [a]\ntimespan: 1000s\ncondition:\n  field: v\n  gte: 50000"), new RuleEngineOptions { MaxEventsPerGroup = 64 });
        for (var i = 0; i < 65; i++) typed.Say("f", 1000 + i, 2000, "a", ("v", "1"));
        typed.Say("f", 1001, 2000, "a", ("v", "1"));

        Assert.Equal(1, typed.Engine.Counts.Late);
    }
}
