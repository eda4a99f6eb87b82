using Ward.City;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests.Choices;

public sealed class ExactnessTests
{
    [Fact]
    public void TheChoiceIsTheCheapestOfAllSubsets()
    {
        var statuses = new Dictionary<ProofStatus, int>();
        for (var seed = 0; seed < 400; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var all = new Exhaustive(city, forecast);
            if (all.Count > 11) continue;
            var chosen = new Choice().Choose(incident, forecast);
            statuses[chosen.Proof.Status] = statuses.GetValueOrDefault(chosen.Proof.Status) + 1;
            if (!all.IsThreatened)
            {
                Assert.True(chosen.Proof.Status == ProofStatus.NothingNeeded, $"seed {seed}: nothing threatens, yet {chosen.Proof.Status}");
                continue;
            }

            var least = all.Least();
            if (double.IsPositiveInfinity(least)) Assert.True(chosen.Proof.Status == ProofStatus.Infeasible, $"seed {seed}: no plan exists, yet {chosen.Proof.Status}");
            else
            {
                Assert.True(chosen.Proof.Status == ProofStatus.Optimal, $"seed {seed}: a plan of {least} exists, yet {chosen.Proof.Status}: {string.Join(' ', chosen.Proof.Conflicts)}");
                Assert.True(Math.Abs(least - chosen.Cost.Total) < 1e-6, $"seed {seed}: {least} against {chosen.Cost.Total}");
            }
        }

        Assert.True(statuses.GetValueOrDefault(ProofStatus.Optimal) > 60, string.Join(", ", statuses));
        Assert.True(statuses.GetValueOrDefault(ProofStatus.Infeasible) > 10, string.Join(", ", statuses));
        Assert.True(statuses.GetValueOrDefault(ProofStatus.NothingNeeded) > 10, string.Join(", ", statuses));
    }

    [Fact]
    public void ProtectedThingsAreNeverTouchedAndFloorsHold() => Each((city, incident, forecast, chosen) =>
    {
        var exhaustive = new Exhaustive(city, forecast);
        foreach (var plan in chosen.Alternatives.Select(a => a.Measures).Append(chosen.Measures))
        {
            Assert.True(exhaustive.Floors(plan));
            Assert.DoesNotContain(plan, m => m switch
            {
                Measure.DenySource d => city.IsProtected(d.Address),
                Measure.DenyWeb d => city.IsProtected(d.Address),
                Measure.CloseFlow c => city.Protection.Flows.Contains(c.Flow),
                Measure.DisableAccount d => city.Protection.Accounts.Contains(d.Account),
                Measure.IsolateHost i => city.IsProtected(i.Host) || city.Find(city.Find(i.Host)!.Zone)!.Kind == City.Zones.ZoneKind.Operations,
                _ => true,
            });
        }
    });

    [Fact]
    public void AProvenPlanLeavesNothingAboveToleranceAndNorDoAlternatives() => Each((city, incident, forecast, chosen) =>
    {
        if (chosen.Proof.Status is not (ProofStatus.Optimal or ProofStatus.Feasible)) return;
        var exhaustive = new Exhaustive(city, forecast);
        foreach (var plan in chosen.Alternatives.Where(a => a.Measures.Count > 0).Select(a => a.Measures).Append(chosen.Measures)) Assert.True(exhaustive.Meets(plan));
        Assert.All(chosen.Residual, r => Assert.InRange(r.After, 0, r.Tolerated + 1e-9));
        Assert.All(chosen.Alternatives, a => Assert.True(a.Measures.Count == 0 || a.Cost.Total >= chosen.Cost.Total - 1e-9));
    });

    [Fact]
    public void WhatIsToldToBeLeftIsWhatAPlainSearchFinds() => Each((city, incident, forecast, chosen) =>
    {
        var situation = forecast.Situation!;
        var stands = situation.Stands.Where(s => s.Foothold.Belief >= 0.5).ToList();
        var left = PlanChecker.Left(situation, stands, chosen.Measures, situation.Graph.LeastProbability);
        foreach (var residual in chosen.Residual)
            Assert.Equal(left.TryGetValue(city.Services.ToList().FindIndex(s => s.Id == residual.Service), out var length) ? Math.Exp(-length) : 0, residual.After, 6);
    });

    [Fact]
    public void TheSameIncidentAndForecastGiveTheSamePrescription() => Each((city, incident, forecast, chosen) =>
    {
        var again = new Choice().Choose(incident, new Foresight(city).Foresee(incident));

        Assert.Equal((chosen.Id, chosen.Hash), (again.Id, again.Hash));
        Assert.Equal(chosen.Why, again.Why);
    });

    [Fact]
    public void ForgeableEvidenceYieldsNoMeasure() => Each((city, incident, _, _) =>
    {
        var forged = incident with { Findings = [.. incident.Findings.Select(f => f with { Attested = false })] };

        Assert.Empty(new Choice().Choose(forged, new Foresight(city).Foresee(forged)).Measures);
    });

    private static void Each(Action<CityModel, Detect.Incidents.Incident, Forecast, Prescription> look)
    {
        for (var seed = 1000; seed < 1150; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            look(city, incident, forecast, new Choice().Choose(incident, forecast));
        }
    }
}
