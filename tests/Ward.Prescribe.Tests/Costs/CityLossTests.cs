using Ward.City.Services;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests.Costs;

public sealed class CityLossTests
{
    [Fact]
    public void AClosedFlowTakesItsShareOfTheSessions()
    {
        var city = SmallCity.Model with
        {
            Flows = [.. SmallCity.Model.Flows.Select(f => f.Id.Value is "backup" or "ssh-in" ? f with { NeededBy = [new("payments")] } : f)],
        };
        var loss = new CityLoss(city.Anew());

        Assert.Equal([(0, 20.0 / 24)], loss.Remaining([new Measure.CloseFlow(new("inner"), new("backup")).Takes(loss)]));
    }

    [Fact]
    public void AFlowOfWhichNobodyKnowsTheUseIsTakenForAUsualOne()
    {
        var city = SmallCity.Model with
        {
            Flows = [.. SmallCity.Model.Flows.Select(f => f.Id.Value is "backup" or "ssh-in" ? f with { NeededBy = [new("payments")], SessionsPerDay = f.Id.Value == "backup" ? 0 : 4 } : f)],
        };
        var loss = new CityLoss(city.Anew());
        var closed = new Measure.CloseFlow(new("inner"), new("backup")).Takes(loss);

        Assert.Equal([(0, 0.5)], loss.Remaining([closed]));
        Assert.True(closed.Sessions > 0, "closing it looks free");
    }

    [Fact]
    public void ManyFlowsOfUnknownUseDoNotMakeTheKnownOneSpare()
    {
        var unknown = Enumerable.Range(0, 50).Select(i => SmallCity.Flow($"rule-{i}", new Ward.City.Flows.FlowEnd.OfZone(new("internet")), new Ward.City.Flows.FlowEnd.OfAsset(new("fileserver")), 1000 + i, 0) with { NeededBy = [new("payments")] });
        var city = SmallCity.Model with { Flows = [.. SmallCity.Model.Flows.Select(f => f.Id.Value == "backup" ? f with { NeededBy = [new("payments")] } : f), .. unknown] };
        var loss = new CityLoss(city.Anew());

        Assert.Equal([(0, 0.0)], loss.Remaining([new Measure.CloseFlow(new("inner"), new("backup")).Takes(loss)]));
    }

    [Fact]
    public void OneOfTwoAlternativesMayBeIsolated()
    {
        var city = SmallCity.Model with { Services = [new Service(new("s"), "s", [new([new("bastion"), new("web")], [], 1)], 1, new(0, 1, 0), 0, 0.05, null, null)] };
        var loss = new CityLoss(city.Anew());
        var bastion = new Measure.IsolateHost(new("edge"), new("bastion")).Takes(loss);
        var web = new Measure.IsolateHost(new("edge"), new("web")).Takes(loss);

        Assert.Empty(loss.Remaining([bastion]));
        Assert.Equal([(0, 0.0)], loss.Remaining([bastion, web]));
    }

    [Fact]
    public void AServiceLosesWhatTheServiceThatItNeedsLoses()
    {
        var city = SmallCity.Model with { Services = [.. SmallCity.Model.Services, new Service(new("permits"), "permits", [new([], [new("payments")], 1)], 1, new(0, 1, 0), 0, 0.05, null, null)] };
        var loss = new CityLoss(city.Anew());

        Assert.Equal([(0, 0.0), (2, 0.0)], loss.Remaining([new Measure.IsolateHost(new("inner"), new("fileserver")).Takes(loss)]));
    }

    [Fact]
    public void DenyingAnAddressCostsNoService()
    {
        var loss = new CityLoss(SmallCity.Model);

        Assert.Empty(loss.Remaining([new Measure.DenySource(new("edge"), Incidents.Attacker.Address).Takes(loss)]));
    }
}
