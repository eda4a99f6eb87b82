using Ward.Detect.Costing;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Costing;

public sealed class CostMeterTests
{
    [Fact]
    public void ARuleIsEvaluatedOnlyWhereTheIndexCannotSayNo()
    {
        var lines = new Lines();
        var set = Engines.Set(
            "title: Indexed\nname: a\nlogsource: {service: sshd}\ndetection:\n  s:\n    user: root\n  failed:\n    status_id: 2\n  condition: s and not failed\n",
            "title: Unindexed\nname: b\nlogsource: {}\ndetection:\n  s:\n    user: root\n  condition: not s\n");
        Event[] events = [.. ((string[])["root", "bob", "eve"]).Select(u => new EventBuilder().Copy(lines.Sshd(0, "203.0.113.5", u)).Event)];
        var meter = new CostMeter(set, new CountingClock());

        meter.Pass(events);
        meter.Pass(events);

        var costs = meter.Costs();
        Assert.Equal(["Unindexed", "Indexed"], costs.Select(c => c.Rule.Title));
        Assert.Equal((3, 3, 2, true, 3.0), (costs[0].Eligible, costs[0].Evaluated, costs[0].Matched, costs[0].WaitsForNothing, costs[0].Time.TotalMilliseconds));
        Assert.Equal((3, 1, 0, false, 1.0), (costs[1].Eligible, costs[1].Evaluated, costs[1].Matched, costs[1].WaitsForNothing, costs[1].Time.TotalMilliseconds));
    }

    [Fact]
    public void WhatIsForgottenIsNotOnTheBill()
    {
        var meter = new CostMeter(Engines.Content(), TimeProvider.System);
        meter.Pass([new Lines().Sshd(0, "203.0.113.5")]);

        meter.Forget();

        Assert.All(meter.Costs(), c => Assert.Equal((0, 0, TimeSpan.Zero), (c.Eligible, c.Evaluated, c.Time)));
    }
}
