using Ward.City;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Services;
using Ward.City.Zones;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Evidence;
using Ward.Predict.Simulation;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests.AttackGraphs;

/// <summary>Steps that need several things together: a credential in hand and a port reached, several alternatives of a need.</summary>
public sealed class JointTests
{
    private static readonly StepPriors Priors = new();

    [Fact]
    public void ACredentialTakenInOneZoneIsUsedFromAnother()
    {
        // The workstation keeps the account but cannot reach the server; the gateway reaches it but keeps nothing.
        var forecast = new Foresight(Office()).Foresee(Incidents.Broken("desk"));

        var path = forecast.Paths[0];
        Assert.Equal(
            "From desk, where the attacker is believed to be, use an unknown weakness of the web server on gateway (T1190), then use operator, kept on desk, to sign in to server over ssh (T1021.004), then stop records (T1489)",
            path.Words);
        Assert.Equal("f2", path.Steps[1].Flow!.Value.Value);
        Assert.Equal("gateway", path.Steps[1].From);
        Assert.Equal(Desk(forecast) * Priors.UnknownWebWeakness * Priors.SignIn * Priors.ImpactAsUser, path.Probability, 9);
    }

    [Fact]
    public void WithoutTheFlowOrTheCredentialThereIsNoSuchWay()
    {
        Assert.Empty(new Foresight((Office() with { Flows = [Office().Flows[0]] }).Anew()).Foresee(Incidents.Broken("desk")).Paths);
        Assert.Empty(new Foresight((Office() with { Accounts = [Office().Accounts[0] with { KeptOn = [new("server")] }] }).Anew()).Foresee(Incidents.Broken("desk")).Paths);
    }

    [Fact]
    public void WhereTheCredentialComesLastThePathIsItsOwnAndTellsFromWhereItIsUsed()
    {
        // The gateway is held as well, so taking the credential is what is least certain.
        var both = Incidents.Of(
            Incidents.Finding(Detect.Findings.Meaning.Compromise, "T1078", true, "sshd", Incidents.Host("desk")),
            Incidents.Finding(Detect.Findings.Meaning.Compromise, "T1078", true, "sshd", Incidents.Host("gateway")));
        var forecast = new Foresight(Office()).Foresee(both);

        Assert.Equal(
            "From desk, where the attacker is believed to be, use operator, kept on desk, to sign in to server over ssh (T1021.004) from gateway, then stop records (T1489)", forecast.Paths[0].Words);
        Assert.Equal(Desk(forecast) * Priors.TakeAsUser * Priors.SignIn * Priors.ImpactAsUser, forecast.Paths[0].Probability, 9);
    }

    [Fact]
    public void AnAccountThatTheAttackerHasUsedIsUsedFromWhereverHeGets()
    {
        var city = (Office() with { Accounts = [Office().Accounts[0] with { KeptOn = [new("server")] }] }).Anew();
        var used = Incidents.Of(Incidents.Finding(Detect.Findings.Meaning.Compromise, "T1078", true, "sshd", Incidents.Attacker, Incidents.Host("desk"), new Detect.Entity.Login("operator")));

        Assert.Contains(new Foresight(city).Foresee(used).Paths, p => p.Words.Contains("use operator to sign in to server over ssh", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void ANeedFallsWithAsManyAlternativesAsItCanNoLongerSpare(int atLeast, int stopped)
    {
        var situation = Situation(Alternatives(atLeast), Incidents.Broken("s0"));
        var (live, goal) = (situation.Live, situation.Graph.GoalsFrom);
        var offset = situation.Stands.Single(s => s.Asset >= 0).Offset;

        // Every alternative needs the one before to be held first, each a guess further.
        var expected = offset + ((stopped - 1) * -Math.Log(Priors.Guess)) - Math.Log(Priors.ImpactAsUser);
        if (expected > -Math.Log(situation.Graph.LeastProbability)) Assert.Equal(-1, live.Place(goal));
        else Assert.Equal(expected, live.At(live.Place(goal)), 9);
        Assert.Equal(expected, Fixpoint.Of(situation)[goal], 9);
    }

    [Fact]
    public void WhatElseHasToBeStoppedIsTold()
    {
        var path = new Foresight(Alternatives(2)).Foresee(Incidents.Broken("s0")).Paths[0];

        Assert.EndsWith("guess a password on s1 (T1110), then stop what s1 does for records (T1489), together with s0", path.Words, StringComparison.Ordinal);
        Assert.Equal("records stops", path.Steps[^1].To);
    }

    [Fact]
    public void LengthsAreThoseOfAPlainFixpoint()
    {
        var joint = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var situation = Situation(RandomCity.Of(seed), RandomCity.Attack(RandomCity.Of(seed), seed));
            var length = Fixpoint.Of(situation);
            foreach (var steps in new[] { situation.Live, situation.Threats })
                for (var place = 0; place < steps.Count; place++)
                {
                    Assert.Equal(length[steps.Node(place)], steps.At(place), 9);
                    if (situation.Required(steps.Node(place)) > 1) joint++;
                }

            for (var s = 0; s < situation.Graph.City.Services.Count; s++)
            {
                var (node, limit) = (situation.Graph.GoalsFrom + s, -Math.Log(situation.Graph.City.Services[s].Tolerated));
                if (length[node] < limit - 1e-9) Assert.True(situation.Threats.Place(node) >= 0, $"seed {seed}: service {s} is threatened and not seen");
                // It may lie on a way to another service that needs it.
                else Assert.True(situation.Threats.Place(node) is var place && (place < 0 || situation.Threats.At(place) > limit - 1e-9), $"seed {seed}: service {s} is not threatened");
            }
        }

        Assert.True(joint > 300, $"only {joint} joint nodes");
    }

    [Fact]
    public void NeedingMoreNeverMakesAServiceFallMoreProbably()
    {
        var farther = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var city = RandomCity.Of(seed);
            var (easy, hard) = (With(city, n => Math.Max(1, n.Assets.Distinct().Count() + n.Services.Count)), With(city, _ => 1));
            var (one, other) = (Situation(easy, RandomCity.Attack(city, seed)), Situation(hard, RandomCity.Attack(city, seed)));
            var (less, more) = (Fixpoint.Of(one), Fixpoint.Of(other));
            for (var s = 0; s < city.Services.Count; s++)
            {
                Assert.True(more[other.Graph.GoalsFrom + s] >= less[one.Graph.GoalsFrom + s] - 1e-9, $"seed {seed}");
                if (more[other.Graph.GoalsFrom + s] > less[one.Graph.GoalsFrom + s] + 1e-9) farther++;
            }

            // Where every alternative is needed no node of the graph is about parts.
            Assert.DoesNotContain(Enumerable.Range(0, one.Graph.NodeCount), n => one.Graph.ServiceAt(n) != one.Graph.ServiceOf(n));
        }

        Assert.True(farther > 50, $"only {farther} became less probable");
    }

    [Fact]
    public void ASimulatedAttackerNeedsBothAsWell()
    {
        // Holding the desk alone: the gateway must give way and the credential be taken, so the share is the product of both, not the least of them.
        var city = (Office() with
        {
            Exposures = [new(new("x"), new("gateway"), Ward.City.Exposures.ExposureKind.Vulnerability, 443, "T1190", 0.5, 1, Privilege.User, null)],
        }).Anew();
        var situation = Situation(city, Incidents.Broken("desk"));
        var net = new NetBuilder(situation, 1).Build();
        var (trial, fell) = (new Trial(net, 1e6), 0);
        for (var t = 0; t < 20_000; t++)
        {
            trial.Run(t);
            if (double.IsFinite(trial.At(net.Goals[0]))) fell++;
        }

        var weakness = 1 - ((1 - Priors.Of(city.Exposures[0])) * (1 - Priors.UnknownWebWeakness));

        // The desk is held, or the source that broke into it steers it still.
        var (source, host) = (situation.Stands.Single(s => s.Address is not null), situation.Stands.Single(s => s.Asset >= 0));
        var desk = 1 - ((1 - Math.Exp(-host.Offset)) * (1 - (Math.Exp(-source.Offset) * Priors.SignIn)));
        var exact = desk * weakness * Priors.TakeAsUser * Priors.SignIn * Priors.ImpactAsUser;
        Assert.InRange(fell / 20_000.0, exact - 0.014, exact + 0.014);
    }

    [Fact]
    public void WithoutThePositionTheSimulatedAttackerNeverGetsIn()
    {
        var situation = Situation(Office(), Incidents.Broken("desk"));
        var cut = new NetBuilder(situation, 1, e => situation.Edge(e).Kind == StepKind.Exploit ? double.PositiveInfinity : 0).Build();
        var trial = new Trial(cut, 1e6);
        for (var t = 0; t < 2_000; t++)
        {
            trial.Run(t);
            Assert.True(cut.Goals[0] < 0 || double.IsInfinity(trial.At(cut.Goals[0])));
        }
    }

    private static Situation Situation(CityModel city, Detect.Incidents.Incident incident) => new SituationBuilder(AttackGraph.Of(city)).Build(incident, []);

    private static double Desk(Forecast forecast) => forecast.Footholds.Single(f => f.Where is Detect.Entity.Host { Asset.Value: "desk" }).Belief;

    private static CityModel With(CityModel city, Func<Need, int> atLeast) =>
        (city with { Services = [.. city.Services.Select(s => s with { Needs = [.. s.Needs.Select(n => n with { AtLeast = atLeast(n) })] })] }).Anew();

    /// <summary>The desk keeps the operator's account and reaches the gateway's web port; only the gateway reaches the server.</summary>
    private static CityModel Office() => new(
        SmallCity.Id, "Office", "v1",
        [SmallCity.Zone("desks", ZoneKind.Office, "10.0.1.0/24"), SmallCity.Zone("dmz", ZoneKind.Perimeter, "10.0.2.0/24"), SmallCity.Zone("data", ZoneKind.Data, "10.0.3.0/24")],
        [
            SmallCity.Asset("desk", "desks", "10.0.1.10", AssetKind.Workstation),
            SmallCity.Asset("gateway", "dmz", "10.0.2.10", AssetKind.Server, new ListeningPort("https", Transport.Tcp, 443)),
            SmallCity.Asset("server", "data", "10.0.3.10", AssetKind.Server, new ListeningPort("ssh", Transport.Tcp, 22)),
        ],
        [SmallCity.Service("records", "server", 1000)],
        [new Account(new("operator"), "operator", [new(new("server"), Privilege.User)], [new("desk")], false, [])],
        [
            SmallCity.Flow("f1", new FlowEnd.OfZone(new("desks")), new FlowEnd.OfAsset(new("gateway")), 443, 10),
            SmallCity.Flow("f2", new FlowEnd.OfAsset(new("gateway")), new FlowEnd.OfAsset(new("server")), 22, 10),
        ],
        [], [], new Protection([], [], [], []));

    /// <summary>Three servers, each reached from the one before alone; a service that needs so many of them.</summary>
    private static CityModel Alternatives(int atLeast) => new(
        SmallCity.Id, "Alternatives", "v1",
        [.. Enumerable.Range(0, 3).Select(i => SmallCity.Zone($"z{i}", ZoneKind.Data, $"10.0.{i}.0/24"))],
        [.. Enumerable.Range(0, 3).Select(i => SmallCity.Asset($"s{i}", $"z{i}", $"10.0.{i}.10", AssetKind.Server, new ListeningPort("ssh", Transport.Tcp, 22)))],
        [SmallCity.Service("records", "s0", 1000) with { Needs = [new([new("s0"), new("s1"), new("s2")], [], atLeast)] }],
        [],
        [.. Enumerable.Range(0, 2).Select(i => SmallCity.Flow($"f{i}", new FlowEnd.OfAsset(new($"s{i}")), new FlowEnd.OfAsset(new($"s{i + 1}")), 22, 10))],
        [], [], new Protection([], [], [], []));
}
