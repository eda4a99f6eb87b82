using System.Net;
using Ward.City;
using Ward.City.Elements;
using Ward.City.Flows;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests;

public sealed class ChoiceTests
{
    [Fact]
    public void AnAttackerWhoTriesPasswordsFromOutsideIsDeniedAtTheEdge()
    {
        var chosen = Choose(SmallCity.Model, Incidents.Guessing());

        Assert.Equal(new Measure.DenySource(new("edge"), IPAddress.Parse("203.0.113.9")), Assert.Single(chosen.Measures));
        Assert.Equal(ProofStatus.Optimal, chosen.Proof.Status);
        Assert.True(chosen.Attested);
    }

    [Fact]
    public void ABrokenBastionTakesMoreThanDenyingTheSource()
    {
        var chosen = Choose(SmallCity.Model, Incidents.Broken());

        Assert.Contains(chosen.Measures, m => m is Measure.DenySource);
        Assert.Contains(chosen.Measures, m => m is Measure.CloseFlow { Flow.Value: "backup" });
        Assert.Equal(2, chosen.Measures.Count);
    }

    [Fact]
    public void WithoutTheFlowBehindTheBastionNothingIsNeeded()
    {
        var without = SmallCity.Model with { Version = "v2", Flows = [.. SmallCity.Model.Flows.Where(f => f.Id.Value != "backup")] };
        var chosen = Choose(without, Incidents.Guessing());

        Assert.Equal(ProofStatus.NothingNeeded, chosen.Proof.Status);
        Assert.False(chosen.Proof.Checked);
        Assert.Empty(chosen.Measures);
        Assert.NotEmpty(chosen.Why);
    }

    [Fact]
    public void AnotherPriceMakesAnotherChoice()
    {
        var dear = Choose(SmallCity.Model, Incidents.Broken(), new CostModel { CloseFlow = 40 });

        Assert.DoesNotContain(dear.Measures, m => m is Measure.CloseFlow);
        Assert.Contains(dear.Measures, m => m is Measure.DisableAccount);
        Assert.NotEqual(Choose(SmallCity.Model, Incidents.Broken()).Hash, dear.Hash);
    }

    [Fact]
    public void AWebAttackerIsRefusedAtTheWebServerWhereThatIsCheaper()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Services = [.. SmallCity.Model.Services, SmallCity.Service("site", "web", 1000)],
            Exposures = [new(new("cms"), new("web"), City.Exposures.ExposureKind.Vulnerability, 443, "T1190", 0.5, 4, City.Identities.Privilege.User, "CVE-2024-0001")],
        };
        var chosen = Choose(city, Incidents.Of(Incidents.Finding(Meaning.Attempt, "T1190", true, "nginx", Incidents.Attacker, Incidents.Host("web"))), new CostModel { DenySource = 5 });

        Assert.IsType<Measure.DenyWeb>(Assert.Single(chosen.Measures));
    }

    [Fact]
    public void TheManualMeasureIsCarriedOutByNobodyButAPerson()
    {
        var dear = Choose(SmallCity.Model, Incidents.Broken(), new CostModel { CloseFlow = 40 });

        Assert.Null(dear.Measures.Single(m => m is Measure.DisableAccount).By);
    }

    [Fact]
    public void AProtectedAddressIsNotDeniedAndTheReasonIsTold()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Protection = new([IPNetwork.Parse("203.0.113.0/24")], [new("bastion"), new("fileserver")], [new("ops-backup")], [new("ssh-in"), new("backup"), new("scada")]),
        };
        var chosen = Choose(city, Incidents.Guessing());

        Assert.Equal(ProofStatus.Infeasible, chosen.Proof.Status);
        Assert.False(chosen.Proof.Checked);
        Assert.Empty(chosen.Measures);
        Assert.Contains(chosen.Proof.Conflicts, c => c.Contains("203.0.113.9 is protected", StringComparison.Ordinal));
    }

    [Fact]
    public void AnAttackerWhoAlreadyHoldsWhatAServiceNeedsCannotBeCutOffByAFirewall()
    {
        var chosen = Choose(SmallCity.Model, Incidents.Broken("fileserver"));

        Assert.Equal(ProofStatus.Infeasible, chosen.Proof.Status);
        Assert.False(chosen.Proof.Checked);
        Assert.Contains(chosen.Proof.Conflicts, c => c.StartsWith("Payments cannot be kept", StringComparison.Ordinal));
        Assert.Contains(chosen.Measures, m => m is Measure.CloseFlow { Flow.Value: "scada" } or Measure.IsolateHost);
        Assert.All(chosen.Residual.Where(r => r.Service.Value == "water"), r => Assert.True(r.After <= r.Tolerated));
    }

    [Fact]
    public void AFloorForbidsTheMeasureThatBreaksIt()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Services = [SmallCity.Service("payments", "fileserver", 10, floor: 0.9), SmallCity.Model.Services[1]],
            Flows = [.. SmallCity.Model.Flows.Select(f => f.Id.Value == "backup" ? f with { NeededBy = [new("payments")] } : f)],
        };
        var chosen = Choose(city, Incidents.Broken());

        Assert.DoesNotContain(chosen.Measures, m => m is Measure.CloseFlow { Flow.Value: "backup" });
        Assert.Equal(ProofStatus.Optimal, chosen.Proof.Status);
    }

    [Fact]
    public void FloorsThatCannotHoldTogetherAreTold()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Protection = new([IPNetwork.Parse("203.0.113.0/24")], [], [new("ops-backup")], [new("ssh-in")]),
            // Hosts that carry an element are not isolated: only the ways are left to close.
            Elements = [.. SmallCity.Model.Elements, new(new("spare1"), ElementKind.Nginx, new("bastion"), [], []), new(new("spare2"), ElementKind.Nginx, new("fileserver"), [], [])],
            Services =
            [
                SmallCity.Service("payments", "fileserver", 10), SmallCity.Service("water", "plc", 10),
                SmallCity.Service("archive", "web", 10, floor: 0.6),
            ],
            Flows =
            [
                .. SmallCity.Model.Flows.Select(f => f.Id.Value == "backup" ? f with { NeededBy = [new("archive")], SessionsPerDay = 40 } : f),
                SmallCity.Flow("backup2", new FlowEnd.OfZone(new("dmz")), new FlowEnd.OfAsset(new("fileserver")), 22, 40) with { NeededBy = [new("archive")] },
                SmallCity.Flow("other", new FlowEnd.OfAsset(new("web")), new FlowEnd.OfAsset(new("plc")), 9, 40) with { NeededBy = [new("archive")] },
            ],
        };
        var chosen = Choose(city, Incidents.Broken());

        Assert.Equal(ProofStatus.Infeasible, chosen.Proof.Status);
        Assert.False(chosen.Proof.Checked);
        Assert.Contains(chosen.Proof.Conflicts, c => c.Contains("cannot all be cut while Archive keeps 60 %", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void NothingIsDoneInsideOperations()
    {
        var inside = Incidents.Of(Incidents.Finding(Meaning.Compromise, "T0859", true, "sshd", Incidents.From("10.0.3.77"), Incidents.Host("plc")));
        var chosen = Choose(SmallCity.Model, inside);

        Assert.DoesNotContain(chosen.Measures, m => m is Measure.IsolateHost { Host.Value: "plc" } or Measure.DenySource);
    }

    [Fact]
    public void AnHonestOutsiderInAForgedLineIsNotTouchedBesideARealAttacker()
    {
        var incident = Incidents.Of(
            [.. Incidents.Guessing().Findings, Incidents.Finding(Meaning.Compromise, "T1078", false, "syslog", Incidents.From("198.51.100.5"), Incidents.Host("bastion"))]);
        var chosen = Choose(SmallCity.Model, incident);

        Assert.Equal(["deny-source|edge|203.0.113.9"], chosen.Measures.Select(m => m.Key));
        Assert.DoesNotContain(chosen.Alternatives.SelectMany(a => a.Measures), m => m.Key.Contains("198.51.100.5", StringComparison.Ordinal));
    }

    [Fact]
    public void AForgedLineAboutAnInsideHostDoesNotIsolateIt()
    {
        var incident = Incidents.Of(Incidents.Finding(Meaning.Compromise, "T1078", false, "syslog", Incidents.From("10.0.1.10"), Incidents.Host("fileserver")));
        var chosen = Choose(SmallCity.Model, incident);

        Assert.Empty(chosen.Measures);
        Assert.Equal(ProofStatus.Infeasible, chosen.Proof.Status);
        Assert.False(chosen.Proof.Checked);
        Assert.Contains("forged", Assert.Single(chosen.Proof.Conflicts), StringComparison.Ordinal);
    }

    [Fact]
    public void DoingNothingIsAlwaysAmongTheAlternatives()
    {
        var chosen = Choose(SmallCity.Model, Incidents.Guessing());

        Assert.Empty(chosen.Alternatives[^1].Measures);
        Assert.Contains(chosen.Alternatives, a => a.Measures.Count > 0 && a.Cost.Total > chosen.Cost.Total);
        Assert.Equal(chosen.Residual[0].Before, chosen.Alternatives[^1].WorstResidual, 9);
    }

    [Fact]
    public void ThePlanIsTalkedOfInPlainWords()
    {
        var chosen = Choose(SmallCity.Model, Incidents.Guessing());

        Assert.Contains(chosen.Why, w => w.StartsWith("Deny 203.0.113.9 at edge: without it the way 'From 203.0.113.9 guess a password on bastion (T1110)", StringComparison.Ordinal));
        Assert.StartsWith("If nothing is done, payments (50000 people) stops with a probability of", chosen.IfNothing, StringComparison.Ordinal);
    }

    [Fact]
    public void ASolverWhosePlanLeavesAWayOpenIsNotBelieved()
    {
        var incident = Incidents.Guessing();
        var chosen = new Choice(new ChoiceOptions(), new Liar()).Choose(incident, new Foresight(SmallCity.Model).Foresee(incident));

        Assert.Empty(chosen.Measures);
        Assert.False(chosen.Proof.Checked);
        Assert.Equal(ProofStatus.Unfinished, chosen.Proof.Status);
    }

    [Fact]
    public void WhereOneByOneEverythingComesUnderItsToleranceNothingIsSaidToBeLacking()
    {
        var incident = Incidents.Broken();
        var forecast = new Foresight(SmallCity.Model).Foresee(incident);
        var (plain, asked) = (new Choice().Choose(incident, forecast), 0);
        var chosen = new Choice(new ChoiceOptions(), new Fails(_ => asked++ == 0, proven: false)).Choose(incident, forecast);

        Assert.Equal((plain.Hash, ProofStatus.Optimal, true), (chosen.Hash, chosen.Proof.Status, chosen.Proof.Checked));
        Assert.Empty(chosen.Proof.Conflicts);
        Assert.Equal(plain.Why, chosen.Why);
    }

    [Theory]
    [InlineData(true, ProofStatus.Infeasible, "Every service is brought under its tolerance, but the ways by which the attacker steers what he has broken into cannot be taken as well; this is what was found service by service, the greatest expected loss first.")]
    [InlineData(false, ProofStatus.Unfinished, "The search ended at its limit of work before a plan was found that takes the ways by which the attacker steers what he has broken into as well; this is what was found service by service, the greatest expected loss first, and more may be possible.")]
    public void WhereOnlyTheAttackersWayOfSteeringIsLeftThatIsWhatIsTold(bool proven, ProofStatus status, string words)
    {
        var incident = Incidents.Broken();
        var forecast = new Foresight(SmallCity.Model).Foresee(incident);
        var chosen = new Choice(new ChoiceOptions(), new Fails(problem => problem.Given.Count > 0, proven)).Choose(incident, forecast);

        Assert.Equal((status, true), (chosen.Proof.Status, chosen.Proof.Checked));
        Assert.All(chosen.Residual, r => Assert.True(r.After <= r.Tolerated + 1e-9));
        Assert.Contains(words, chosen.Why);
    }

    [Fact]
    public void OnePathIsToldOfAsOne()
    {
        var (incident, asked) = (Incidents.Broken(), 0);
        var chosen = new Choice(new ChoiceOptions(), new Fails(_ => asked++ < 2, proven: true)).Choose(incident, new Foresight(SmallCity.Model).Foresee(incident));

        Assert.Contains("One path cannot be cut while every floor holds.", chosen.Proof.Conflicts);
    }

    [Fact]
    public void WhereNothingMoreCanBeHadWhatIsHadIsSaidToBeCheapestOnlyWhereThatWasProven()
    {
        // No measure helps payments; what water needs is proven.
        Assert.Contains("Not every service can be brought under its tolerance; what can be had is had at the least cost.", Choose(SmallCity.Model, Incidents.Broken("fileserver")).Why);
    }

    [Fact]
    public void AnAttackerWithManyAddressesIsDeniedAtEachOfThem()
    {
        var incident = Incidents.Of([.. Enumerable.Range(1, 12).Select(i => Incidents.Finding(Meaning.Attempt, "T1110", true, "sshd", Incidents.From($"203.0.113.{i}"), Incidents.Host("bastion")))]);
        var chosen = Choose(SmallCity.Model, incident, new CostModel { CloseFlow = 100, DisableAccount = 100, IsolateHost = 100 });

        Assert.Equal(12, chosen.Measures.Count(m => m is Measure.DenySource));
    }

    private static Prescription Choose(CityModel city, Incident incident, CostModel? costs = null) =>
        new Choice(new ChoiceOptions { Costs = costs ?? new() }).Choose(incident, new Foresight(city.Anew()).Foresee(incident));

    private sealed class Fails(Func<CutProblem, bool> which, bool proven) : ISolver
    {
        public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline) =>
            which(problem) ? new SolverAnswer.Impossible([[]], proven, []) : new LazyCuts().Solve(problem, steps, deadline);
    }

    private sealed class Liar : ISolver
    {
        public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline) => new SolverAnswer.Optimal([], 0, []);
    }
}
