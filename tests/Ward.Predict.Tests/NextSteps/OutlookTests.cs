using Ward.City.Services;
using Ward.Predict.NextSteps;
using Ward.Predict.Simulation;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests.NextSteps;

public sealed class OutlookTests
{
    private static readonly SimulationOptions Many = new() { Trials = 20_000, MostWork = long.MaxValue };

    [Fact]
    public void AServiceWithOneWayHasThatWaysProbability()
    {
        var forecast = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing());
        var outlook = OutlookTelling.Tell(forecast.Situation!, Many);
        var payments = outlook.Services.Single(s => s.Service.Value == "payments");
        var path = forecast.Paths.First(p => p.Goal.Value == "payments");

        Assert.InRange(payments.Probability, path.Probability - (5 * payments.StandardError), 1);
        Assert.True(payments.Fast < payments.Usual && payments.Usual < payments.Slow);
        Assert.True(payments.WithinHour <= payments.WithinDay && payments.WithinDay <= payments.WithinWeek && payments.WithinWeek <= payments.Probability);
    }

    [Fact]
    public void AllWaysTogetherAreNeverLessProbableThanTheBestOne()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var city = RandomCity.Of(seed);
            var sole = (city with { Services = [.. city.Services.Select(s => s with { Needs = [.. s.Needs.Select(n => n with { AtLeast = n.Assets.Distinct().Count() + n.Services.Count })] })] }).Anew();
            var forecast = new Foresight(sole).Foresee(RandomCity.Attack(sole, seed));
            var outlook = OutlookTelling.Tell(forecast.Situation!, Many);
            foreach (var best in forecast.Paths.GroupBy(p => p.Goal).Select(g => g.MaxBy(p => p.Probability)!))
            {
                var all = outlook.Services.Single(s => s.Service == best.Goal);
                Assert.True(all.Probability >= best.Probability - (5 * all.StandardError), $"seed {seed}: {all.Probability} against {best.Probability}: {best.Words}");
            }
        }
    }

    [Fact]
    public void ANeedOfOneOfTwoFallsWithTheSecondOfThem()
    {
        var assets = new[] { "fileserver", "plc" };
        var city = SmallCity.Model with { Version = "v2", Services = [Service("either", 1), Service("both", 2)] };
        var outlook = OutlookTelling.Tell(new Foresight(city.Anew()).Foresee(Incidents.Broken()).Situation!, Many);
        var (either, both) = (outlook.Services.Single(s => s.Service.Value == "either"), outlook.Services.Single(s => s.Service.Value == "both"));

        Assert.True(either.Probability < both.Probability - 0.05, $"{either.Probability} against {both.Probability}");
        Assert.True(either.Usual > both.Usual);

        Service Service(string id, int atLeast) => new(new(id), id, [new([.. assets.Select(a => new City.AssetId(a))], [], atLeast)], 1, new(0, 0, 0), 0, 0.05, null, null);
    }

    [Fact]
    public void TheNextStepIsToldWithItsHostTechniqueAndTime()
    {
        var next = Ahead(Incidents.Broken()).Next;

        Assert.Equal("fileserver", next[0].Asset?.Value);
        Assert.Equal("T1021.004", next[0].Technique);
        Assert.Equal("ops-backup", next[0].Account?.Value);
        Assert.Equal("use ops-backup kept there to sign in to fileserver over ssh (T1021.004)", next[0].Words);
        Assert.InRange(next[0].Hours, 0.01, 3);
        Assert.True(next.Count <= 3 && next.Sum(n => n.Probability) <= 1);
    }

    [Fact]
    public void CutStepsAreNotTaken()
    {
        var situation = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing()).Situation!;
        var cut = OutlookTelling.Tell(situation, Many, e => situation.Edge(e).Flow >= 0 && SmallCity.Model.Flows[situation.Edge(e).Flow].Id.Value == "backup");

        Assert.DoesNotContain(cut.Services, s => s.Probability > 0);
    }

    [Fact]
    public void TheSameIncidentHasTheSameOutlook()
    {
        var (one, two) = (Ahead(Incidents.Broken()), Ahead(Incidents.Broken()));

        Assert.Equal(one.Services, two.Services);
        Assert.Equal(one.Next, two.Next);
    }

    [Fact]
    public void AnIncidentWithoutAFootholdHasAnEmptyOutlook()
    {
        var outlook = Ahead(Incidents.Of());

        Assert.Empty(outlook.Services);
        Assert.Empty(outlook.Next);
    }

    private static Outlook Ahead(Detect.Incidents.Incident incident)
    {
        var foresight = new Foresight(SmallCity.Model);
        return foresight.LookAhead(foresight.Foresee(incident)).Outlook!;
    }
}
