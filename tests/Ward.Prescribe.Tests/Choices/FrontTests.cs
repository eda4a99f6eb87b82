using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;

namespace Ward.Prescribe.Tests.Choices;

public sealed class FrontTests
{
    [Fact]
    public void NoPlanOfTheFrontIsBothDearerAndWorseAndItsEndIsThePlanThatIsChosen()
    {
        var fronts = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var front = new Choice().Front(incident, forecast);
            var chosen = new Choice().Choose(incident, forecast);
            Assert.Equal(chosen.Proof.Status == ProofStatus.NothingNeeded || forecast.Situation!.Stands.All(s => s.Foothold.Belief < 0.5 || !s.Foothold.Attested), front.Count == 0);
            if (front.Count == 0) continue;
            fronts++;
            Assert.Empty(front[0].Measures);
            for (var i = 1; i < front.Count; i++) Assert.True(front[i].Cost.Total >= front[i - 1].Cost.Total && front[i].Loss < front[i - 1].Loss);
            var exhaustive = new Exhaustive(city, forecast);
            Assert.All(front, p => Assert.True(exhaustive.Floors(p.Measures)));

            // A source that steers a host is shut out too where a plan is chosen; the front is about loss alone.
            if (chosen.Proof.Status == ProofStatus.Optimal) Assert.True(exhaustive.Meets(front[^1].Measures) && front[^1].Cost.Total <= chosen.Cost.Total + 1e-6, $"seed {seed}");
        }

        Assert.True(fronts > 60, $"{fronts} fronts");
    }

    /// <summary>Levels leave out plans between them; how much that costs is held against the best of all subsets.</summary>
    [Fact]
    public void WithinABudgetItComesNearTheBestOfAllSubsets()
    {
        var (lowered, most, cases) = (0.0, 0.0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var all = new Exhaustive(city, forecast);
            if (all.Count > 9) continue;
            var front = new Choice().Front(incident, forecast);
            if (front.Count == 0) continue;
            foreach (var budget in (double[])[2, 10, 40, 200])
            {
                var (found, best) = (LossPlan.Within(front, budget)!, all.LeastLoss(budget, new ChoiceOptions().Outage));
                Assert.True(found.Cost.Total <= budget + 1e-6 && found.Loss >= best - 1e-6, $"seed {seed}: {found.Loss} against {best}");
                if (front[0].Loss <= 0 || best >= front[0].Loss - 1e-9) continue;
                cases++;
                lowered += (front[0].Loss - found.Loss) / front[0].Loss;
                most += (front[0].Loss - best) / front[0].Loss;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{lowered / most:P1} of what could be lowered, over {cases} budgets");
        Assert.True(cases > 60 && lowered / most > 0.9, $"{lowered / most:P1} over {cases}");
    }
}
