using System.Globalization;
using Ward.City.Zones;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Evidence;
using Ward.Predict.NextSteps;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Standing;

/// <summary>
/// The same engine without an incident: attackers are assumed in every zone, and the few changes are told that lower what the city can expect to lose most for
/// what they cost. Nothing is carried out. Thread-safe; the same city gives the same plan.
/// </summary>
public sealed class StandingChoice(StandingOptions options)
{
    public StandingChoice() : this(new StandingOptions()) { }

    /// <param name="at">The moment of the plan; due dates count from it.</param>
    /// <exception cref="InvalidOperationException">Other code found another loss after the changes than that which chose them: a defect, and nothing is told.</exception>
    public StandingPlan Choose(AttackGraph graph, DateTimeOffset at)
    {
        var city = graph.City;
        var ground = new Ground(graph);
        var (situation, begins, losses) = Assumed(graph);
        var finder = new MeasureFinder(ground, situation, new Limits(ground, situation, null, double.PositiveInfinity), new ChoiceOptions { Costs = options.Costs, Kinds = options.Kinds, Within = double.PositiveInfinity });
        var search = new ChangeSearch(new RiskField(situation, finder, begins, losses), finder, ground, options);
        var chosen = search.Find();
        var plan = chosen.ConvertAll(m => finder.Measures[m]);
        var (before, after) = (Checked(situation, begins, losses, []), Checked(situation, begins, losses, plan));
        if (Math.Abs(after.Sum() - search.Loss(chosen)) > 1e-6 * Math.Max(1, after.Sum())) throw new InvalidOperationException($"the standing plan leaves {after.Sum()}, not {search.Loss(chosen)}");

        var told = new List<StandingChange>();
        for (var i = 0; i < chosen.Count; i++)
        {
            var (done, with) = (chosen.Take(i).ToList(), chosen.Take(i + 1).ToList());
            var (measure, lowers) = (plan[i], Math.Max(0, search.Loss(done) - search.Loss(with)));
            told.Add(new(
                measure, lowers, search.Cost(with) - search.Cost(done), Keepers.Of(measure, city), Due(at, measure), Sentences.Upper(Sentences.Of(measure, city)),
                Why(situation, begins, losses, plan, i), measure.By is null ? measure.Inverse : "Whoever made the change at the element takes it back; it has no end of its own."));
        }

        return new(city.Id, city.Version, at, before.Sum(), after.Sum(), search.Cost(chosen), options.Budget, told, Risks(situation, begins, before, after), Model(situation));
    }

    /// <summary>What rests on each change in the city as it stands, whatever else is chosen.</summary>
    /// <param name="measures">Those that the city can no longer have weigh nothing.</param>
    /// <returns>By the key of the change.</returns>
    public IReadOnlyDictionary<string, MeasureWeight> Weigh(AttackGraph graph, IEnumerable<Measure> measures)
    {
        var (situation, begins, losses) = Assumed(graph);
        var total = Checked(situation, begins, losses, []).Sum();
        var weights = new Dictionary<string, MeasureWeight>(StringComparer.Ordinal);
        foreach (var measure in measures.DistinctBy(m => m.Key))
        {
            var (passing, ways) = (0.0, new SortedDictionary<string, double>(StringComparer.Ordinal));
            for (var i = 0; i < begins.Length; i++)
                foreach (var (s, length) in WaysThrough.From(situation, situation.Stands[i], measure))
                {
                    var loss = begins[i] * losses[s] * Math.Exp(-length);
                    passing += loss;
                    var way = $"from {situation.Stands[i].Foothold.Zone} to {graph.City.Services[s].Id}";
                    if (loss > 0) ways[way] = ways.GetValueOrDefault(way) + loss;
                }

            weights.Add(measure.Key, new(passing, [.. ways.Where(w => w.Value >= total * MeasureWeight.Worth).Select(w => w.Key)], ways));
        }

        return weights;
    }

    /// <summary>Somebody in each zone, how often a month, and what the loss of each service costs.</summary>
    private (Situation Situation, double[] Begins, double[] Losses) Assumed(AttackGraph graph)
    {
        var city = graph.City;
        var situation = AssumedAttackers.In(graph, city.Zones.Where(z => options.Begins.GetValueOrDefault(z.Kind) > 0).Select(z => z.Id));
        return (situation, [.. situation.Stands.Select(s => options.Begins[city.Find(s.Foothold.Zone)!.Kind])], [.. city.Services.Select(s => options.Costs.Hourly(s) * options.Outage)]);
    }

    /// <summary>A week, or twice the time that it takes where that is longer.</summary>
    private static DateTimeOffset Due(DateTimeOffset at, Measure measure) => at + TimeSpan.FromHours(Math.Max(7 * 24, 2 * measure.Lead));

    /// <summary>Expected loss by service, by the checker's search.</summary>
    private static double[] Checked(Situation situation, double[] begins, double[] losses, IReadOnlyList<Measure> plan)
    {
        var sum = new double[losses.Length];
        for (var i = 0; i < begins.Length; i++)
            foreach (var (s, length) in PlanChecker.Left(situation, [situation.Stands[i]], plan, RiskField.Least)) sum[s] += begins[i] * losses[s] * Math.Exp(-length);
        return sum;
    }

    /// <summary>The likeliest way that the change makes less likely, before and after it alone of all is left out.</summary>
    private static List<string> Why(Situation situation, double[] begins, double[] losses, List<Measure> plan, int at)
    {
        var reach = new MeasureReach(situation);
        var without = plan.Where((_, i) => i != at).ToList();
        var (worst, most) = ((List<int>?)null, 0.0);
        var (from, to) = (0.0, 0.0);
        for (var i = 0; i < begins.Length; i++)
        {
            var (open, closed) = (PlanChecker.Left(situation, [situation.Stands[i]], without, RiskField.Least), PlanChecker.Left(situation, [situation.Stands[i]], plan, RiskField.Least));
            foreach (var (s, length) in open)
            {
                var left = closed.TryGetValue(s, out var far) ? Math.Exp(-far) : 0;
                if (begins[i] * losses[s] * (Math.Exp(-length) - left) is not (var lost and > 0) || lost <= most) continue;
                (most, from, to) = (lost, Math.Exp(-length), left);
                worst = Ways.Likeliest(situation, situation.Stands[i], s, e => reach.Lengthened(without, e))?.Edges;
            }
        }

        if (worst is not { Count: > 0 }) return ["It lowers what is left only together with the others."];
        var told = PathWords.Tell(situation, worst);
        return [$"Without it this way stays open ({PlainText.Percent(from)}): {told.Words}.", to > 0 ? $"With it the likeliest way left to the same service is {PlainText.Percent(to)}." : "With it no such way is left."];
    }

    private static List<ServiceRisk> Risks(Situation situation, double[] begins, double[] before, double[] after)
    {
        var risks = new List<ServiceRisk>();
        for (var s = 0; s < before.Length; s++)
        {
            if (before[s] <= 0) continue;
            var (way, most) = ((List<int>?)null, 0.0);
            for (var i = 0; i < begins.Length; i++)
                if (Ways.Likeliest(situation, situation.Stands[i], s, _ => 0) is var (found, length) && begins[i] * Math.Exp(-length) is var p && p > most) (way, most) = (found, p);
            risks.Add(new(situation.Graph.City.Services[s].Id, before[s], after[s], most, way is null ? "" : PathWords.Tell(situation, way).Words));
        }

        return [.. risks.OrderByDescending(r => r.Before).ThenBy(r => r.Service.Value, StringComparer.Ordinal)];
    }

    private string Model(Situation situation)
    {
        var zones = string.Join(", ", situation.Graph.City.Zones.GroupBy(z => z.Kind).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{Words(g.Key)} {options.Begins.GetValueOrDefault(g.Key):0.##}")));
        return string.Create(CultureInfo.InvariantCulture, $"Somebody is taken to begin in each zone so often a month ({zones}), holding nothing; a service counts as lost by its single likeliest way, for {options.Outage:0.#} h. Ways that only together are likely are not added up, so the true loss can be higher. The choice is a heuristic: a better set may exist.");
    }

    private static string Words(ZoneKind kind) => kind.ToString().ToLowerInvariant();
}
