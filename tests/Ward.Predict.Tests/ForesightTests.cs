using Ward.City.Services;
using Ward.City.Zones;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests;

public sealed class ForesightTests
{
    [Fact]
    public void GuessingAtTheBastionThreatensTheServiceBehindIt()
    {
        var path = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing()).Paths.First(p => p.Goal.Value == "payments");

        Assert.Equal(["T1110", "T1021.004", "T1489"], path.Steps.Select(s => s.Technique));
        Assert.Equal("From 203.0.113.9 guess a password on bastion (T1110), then use ops-backup kept there to sign in to fileserver over ssh (T1021.004), then stop payments (T1489)", path.Words);
    }

    [Fact]
    public void TheProbabilityIsBeliefTimesTheSteps()
    {
        var forecast = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing());
        var path = forecast.Paths[0];

        Assert.Equal(forecast.Footholds[0].Belief * path.Steps.Aggregate(1.0, (p, s) => p * s.Probability), path.Probability, 9);
    }

    [Fact]
    public void WithoutTheFlowBehindTheBastionThereIsNoWay()
    {
        var without = SmallCity.Model with { Version = "v2", Flows = [.. SmallCity.Model.Flows.Where(f => f.Id.Value != "backup")] };

        Assert.NotEmpty(new Foresight(SmallCity.Model).Foresee(Incidents.Guessing()).Paths);
        Assert.Empty(new Foresight(without.Anew()).Foresee(Incidents.Guessing()).Paths);
    }

    [Fact]
    public void AnAttemptRaisesTheStepThatItTries()
    {
        var foresight = new Foresight(SmallCity.Model);
        var tried = foresight.Foresee(Incidents.Guessing()).Paths[0].Steps[0].Probability;
        var elsewhere = foresight.Foresee(Incidents.Guessing("web")).Paths.Where(p => p.Steps[0].To == "user on bastion").Select(p => p.Steps[0].Probability).FirstOrDefault();

        Assert.True(tried > 5 * elsewhere, $"{tried} against {elsewhere}");
    }

    [Fact]
    public void ABreakInIsAFootholdOnTheHost()
    {
        var foothold = new Foresight(SmallCity.Model).Foresee(Incidents.Broken()).Footholds.Single(f => f.Where is Entity.Host);

        Assert.Equal(Incidents.Host("bastion"), foothold.Where);
        Assert.InRange(foothold.Belief, 0.85, 0.95);
    }

    [Fact]
    public void AStolenLoginCarriesItsRights()
    {
        var onWeb = Incidents.Broken("web", login: "ops-backup");
        var city = SmallCity.Model with
        {
            Version = "v2",
            Flows = [.. SmallCity.Model.Flows, SmallCity.Flow("web-files", new City.Flows.FlowEnd.OfAsset(new("web")), new City.Flows.FlowEnd.OfAsset(new("fileserver")), 22, 1)],
        };

        Assert.Contains(new Foresight(city.Anew()).Foresee(onWeb).Paths, p => p.Steps[0].From == "web" && p.Steps[0].Account?.Value == "ops-backup");
    }

    [Fact]
    public void AnInsideSourceIsAFootholdOnItsAsset()
    {
        var incident = Incidents.Of(Incidents.Finding(Meaning.Attempt, "T1110", true, "sshd", Incidents.From("10.0.1.20"), Incidents.Host("fileserver")));

        Assert.Equal(Incidents.Host("web"), Assert.Single(new Foresight(SmallCity.Model).Foresee(incident).Footholds).Where);
    }

    [Fact]
    public void OneFamilyAloneNeverMakesCertain()
    {
        var flood = Incidents.Of([.. Enumerable.Range(0, 500).Select(_ => Incidents.Finding(Meaning.Compromise, "T1078", false, "syslog", Incidents.Attacker, Incidents.Host("bastion")))]);

        Assert.All(new Foresight(SmallCity.Model).Foresee(flood).Footholds, f => Assert.InRange(f.Belief, 0.5, 0.98));
    }

    [Fact]
    public void SomethingUnusualAloneIsBelievedLittle()
    {
        var odd = Incidents.Of(Incidents.Finding(Meaning.Unusual, "T1078", true, "sshd", Incidents.Attacker, Incidents.Host("bastion")));

        Assert.InRange(Assert.Single(new Foresight(SmallCity.Model).Foresee(odd).Footholds).Belief, 0.1, 0.4);
    }

    [Fact]
    public void ASecondFactorMakesTheAccountAPoorWay()
    {
        var hardened = SmallCity.Model with { Version = "v2", Accounts = [SmallCity.Model.Accounts[0] with { SecondFactor = true }] };

        Assert.True(new Foresight(hardened.Anew()).Foresee(Incidents.Guessing()).Paths[0].Probability < new Foresight(SmallCity.Model).Foresee(Incidents.Guessing()).Paths[0].Probability / 2);
    }

    [Fact]
    public void AServiceThatNeedsAnotherFallsWithIt()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Services = [.. SmallCity.Model.Services, new Service(new("permits"), "permits", [new([], [new("payments")], 1)], 10, new(0, 0, 0), 0, 0.05, null, null)],
        };
        var paths = new Foresight(city.Anew()).Foresee(Incidents.Guessing()).Paths;

        Assert.Equal(paths.First(p => p.Goal.Value == "payments").Probability, paths.First(p => p.Goal.Value == "permits").Probability, 9);
    }

    [Fact]
    public void ANewCityVersionIsForeseenAnew()
    {
        var city = SmallCity.Model;
        var foresight = new Foresight(() => city);
        var before = foresight.Foresee(Incidents.Guessing());
        city = (city with { Version = "v2", Flows = [] }).Anew();

        Assert.NotEmpty(before.Paths);
        Assert.Equal("v2", foresight.Foresee(Incidents.Guessing()).CityVersion);
        Assert.DoesNotContain(foresight.Foresee(Incidents.Guessing(attested: false)).Paths, p => p.Goal.Value == "payments");
    }

    [Fact]
    public void TheSameIncidentIsForeseenTheSame()
    {
        var one = new Foresight(SmallCity.Model).Foresee(Incidents.Broken());
        var two = new Foresight(SmallCity.Model).Foresee(Incidents.Broken());

        Assert.Equal(one.Paths.Select(p => (p.Words, p.Probability)), two.Paths.Select(p => (p.Words, p.Probability)));
    }

    [Fact]
    public void HostileNamesAreEscapedInSentences()
    {
        var named = SmallCity.Model.Assets[0] with { Name = "bast\nion\u202e" };
        var city = SmallCity.Model with { Version = "v2", Assets = [named, .. SmallCity.Model.Assets.Skip(1)] };
        var words = new Foresight(city.Anew()).Foresee(Incidents.Guessing()).Paths[0].Words;

        Assert.Contains(@"bast\u000aion\u202e", words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', words);
    }

    [Fact]
    public void ATriedHostThatTheModelSaysIsUnreachableIsReachableAllTheSame()
    {
        var path = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing("fileserver")).Paths.First(p => p.Goal.Value == "payments");

        Assert.Null(path.Steps[0].Flow);
        Assert.Equal("user on fileserver", path.Steps[0].To);
    }

    [Fact]
    public void AnUnknownHostAndAnUnknownLoginAreLeftOut()
    {
        var odd = Incidents.Of(Incidents.Finding(Meaning.Compromise, "T1078", true, "sshd", Incidents.Attacker, Incidents.Host("nowhere"), new Entity.Login("root\nfrom 10.0.9.1")));

        Assert.Single(new Foresight(SmallCity.Model).Foresee(odd).Footholds);
    }

    [Fact]
    public void ASourceInNoZoneIsAFootholdWithoutAWay()
    {
        var closed = SmallCity.Model with { Version = "v2", Zones = [.. SmallCity.Model.Zones.Where(z => z.Kind != ZoneKind.External)] };

        Assert.Empty(new Foresight(closed.Anew()).Foresee(Incidents.Guessing(attested: false)).Paths);
    }
}
