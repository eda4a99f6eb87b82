using Ward.Detect.Rules;
using Ward.Detect.Tests.Costing;

namespace Ward.Detect.Tests.Rules;

public sealed class LiveCostTests
{
    private const string Indexed = "title: Indexed\nname: a\nlogsource: {service: sshd}\ndetection:\n  s:\n    user: root\n  failed:\n    status_id: 2\n  condition: s and not failed\n";
    private const string Unindexed = "title: Unindexed\nname: b\nlogsource: {}\ndetection:\n  s:\n    user: root\n  condition: not s\n";

    [Fact]
    public void OneEventInSixtyOneIsTimedAndTheFindingsStayTheSame()
    {
        var (lines, set) = (new Lines(), Engines.Set(Indexed, Unindexed));
        var (timed, plain) = (new RuleEngine(set, clock: new CountingClock()), new RuleEngine(set));
        for (var i = 0; i < 3 * CostSample.Every; i++)
            Assert.Equal(plain.Feed(lines.Sshd(i, "203.0.113.5", "eve")).Count, timed.Feed(lines.Sshd(i, "203.0.113.5", "eve")).Count);

        Assert.Null(plain.Costs);
        var costs = timed.Costs!;
        var cost = Assert.Single(costs.Rules);
        Assert.Equal((3, "Unindexed", 3, 3, true, 3.0), (costs.Events, cost.Title, cost.Evaluated, cost.Matched, cost.WaitsForNothing, cost.Time.TotalMilliseconds));
        Assert.Equal(cost.Time, costs.Time);
    }

    [Fact]
    public void RulesTakenIntoUseBeginWithAnEmptyBill()
    {
        var lines = new Lines();
        var engine = new RuleEngine(Engines.Set(Unindexed), clock: new CountingClock());
        engine.Feed(lines.Sshd(0, "203.0.113.5", "eve"));
        Assert.Equal(1, engine.Costs!.Events);
        engine.Use(Engines.Set(Indexed));
        engine.Feed(lines.Sshd(1, "203.0.113.5", "eve"));
        Assert.Equal("1: ", $"{engine.Costs!.Events}: {string.Join(", ", engine.Costs.Rules.Select(r => r.Title))}");
    }
}
