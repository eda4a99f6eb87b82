using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Choices;

/// <summary>The choice in one situation as a cut problem: measures by number, services' losses as the joint cost, floors as its end.</summary>
/// <param name="room">The size that the plan must keep to, or null.</param>
/// <param name="allowed">False for measures that are not to be used, or null.</param>
internal sealed class SituationProblem(
    ThreatGraph threat, MeasureFinder finder, Ground ground, CostModel costs,
    IReadOnlyDictionary<int, double> limits, IReadOnlyList<int[]> given, int barred = -1, Room? room = null, Func<Measure, bool>? allowed = null) : CutProblem
{
    private readonly Dictionary<string, double> joint = new(StringComparer.Ordinal);

    public override int Count => finder.Measures.Count;

    public override IReadOnlyList<int[]> Given => given;

    public override double Additive(int measure) => finder.Additive[measure];

    public override bool Barred(int measure) => measure == barred || allowed?.Invoke(finder.Measures[measure]) == false;

    public override double Joint(IReadOnlyList<int> set) => set.Count > room?.Targets ? double.PositiveInfinity : Together(set);

    /// <summary>What the services lose, infinite below a floor or where too many people would notice.</summary>
    private double Together(IReadOnlyList<int> set)
    {
        var touching = set.Where(m => finder.Impairments[m].Services.Count > 0).Order().ToList();
        if (touching.Count == 0) return 0;
        var key = string.Join(',', touching);
        return joint.TryGetValue(key, out var known) ? known : joint[key] = Lost([.. touching.Select(m => finder.Impairments[m])]);
    }

    private double Lost(List<Impairment> plan) => room is not null && People(ground, plan) > room.People ? double.PositiveInfinity : Loss(ground, costs, plan);

    public override int[]? Uncut(IReadOnlyList<int> set, ref long steps)
    {
        var cut = new bool[finder.Measures.Count];
        foreach (var m in set) cut[m] = true;
        return threat.Path(limits, cut, ref steps) is { } path ? threat.Cover(path, limits[threat.ServiceOf(path)] - threat.Length(path), cut) : null;
    }

    public override InterdictionProblem Flat()
    {
        // Asking for every step's measures numbers them all.
        var (graph, weights, first, by, effects, asksMore) = threat.Flat();
        FlatAsksMore = asksMore;
        return new()
        {
            Graph = graph, Weights = weights, Sources = threat.Sources, Goals = threat.GoalsUnder(limits),
            Measures = new([.. finder.Additive], first, by, effects, [.. Enumerable.Range(0, Count).Select(Barred)]), Given = given, Loss = new JointLoss(this),
            Ceilings = room is null ? [] : [new("targets of a plan", [.. Enumerable.Range(0, Count)], [.. Enumerable.Repeat(1.0, Count)], room.Targets)],
        };
    }

    /// <summary>What the services lose, in minutes; infinite where one falls below its floor.</summary>
    public static double Loss(Ground ground, CostModel costs, IReadOnlyList<Impairment> plan)
    {
        var sum = 0.0;
        foreach (var (s, remaining) in ground.Loss.Remaining(plan))
        {
            var service = ground.Graph.City.Services[s];
            if (remaining < service.Floor - 1e-9) return double.PositiveInfinity;
            sum += (1 - remaining) * costs.Hourly(service) * costs.Hours;
        }

        return sum;
    }

    /// <summary>Citizens of the services that the plan touches.</summary>
    public static long People(Ground ground, IReadOnlyList<Impairment> plan) => ground.Loss.Remaining(plan).Sum(r => ground.Graph.City.Services[r.Service].Citizens);

    private sealed class JointLoss(SituationProblem problem) : ISetLoss
    {
        public double Of(IReadOnlyList<int> set) => problem.Together(set);
    }
}
