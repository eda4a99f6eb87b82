using Ward.City;
using Ward.City.Elements;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Choices;

/// <summary>Numbers the measures that could stop the steps of one situation, and leaves out those that are refused.</summary>
internal sealed class MeasureFinder(Ground ground, Situation situation, Limits limits, CostModel costs)
{
    private readonly Dictionary<(int Kind, int Element, int Target), int> known = [];
    private readonly Dictionary<(int, int, int, int, int, int, bool), int[]> options = [];
    private readonly Dictionary<Measure, string> refused = [];
    private readonly Dictionary<object, int> targets = [];
    private readonly Dictionary<ElementId, int> elements = Number(ground.Graph.City.Elements);
    private readonly MeasureReach reach = new(situation);
    private readonly CityModel city = ground.Graph.City;

    /// <summary>Allowed measures by number.</summary>
    public List<Measure> Measures { get; } = [];

    public List<Impairment> Impairments { get; } = [];

    /// <summary>Labour and lost sessions of each, which add up over a plan (sessions lost twice are charged twice).</summary>
    public List<double> Additive { get; } = [];

    /// <summary>Numbers of the allowed measures that stop the step.</summary>
    public int[] Options(int number) => Options(situation.Edge(number));

    /// <summary>Why no measure stops the step, one sentence each; empty where one does.</summary>
    public IReadOnlyList<string> Refusals(int number)
    {
        var edge = situation.Edge(number);
        var reasons = new List<string>();
        foreach (var measure in Candidates(edge))
        {
            if (Number(measure) >= 0) return [];
            reasons.Add($"{Sentences.Of(measure, city)} is refused: {Why(measure)}");
        }

        return reasons;
    }

    private int[] Options(in EdgeFacts edge)
    {
        var stand = situation.StandAt(edge.Tail);
        var source = stand?.Address is null ? -1 : edge.Tail;
        var key = (edge.Conduit < 0 ? -1 : situation.AssetOf(edge.Tail), edge.Conduit < 0 && source < 0 ? -1 : situation.AssetOf(edge.Head), edge.Flow, edge.Account, edge.Conduit, source, source >= 0 && reach.IsWeb(edge));
        if (options.TryGetValue(key, out var found)) return found;
        var list = new List<int>();
        foreach (var measure in Candidates(edge))
            if (Number(measure) is var n and >= 0 && !list.Contains(n)) list.Add(n);
        list.Sort();
        return options[key] = [.. list];
    }

    private IEnumerable<Measure> Candidates(EdgeFacts edge)
    {
        var guards = edge.Conduit >= 0 ? ground.Guarding(edge.Conduit) : [];
        if (situation.StandAt(edge.Tail)?.Address is { } address)
        {
            foreach (var guard in guards) yield return new Measure.DenySource(guard.Id, address);
            if (situation.AssetOf(edge.Head) is var web and >= 0 && reach.IsWeb(edge))
                foreach (var front in ground.Fronting(city.Assets[web].Id)) yield return new Measure.DenyWeb(front.Id, address);
        }

        if (edge.Flow >= 0)
            foreach (var guard in guards) yield return new Measure.CloseFlow(guard.Id, city.Flows[edge.Flow].Id);
        if (edge.Account >= 0) yield return new Measure.DisableAccount(city.Accounts[edge.Account].Id);
        foreach (var guard in guards)
        {
            if (situation.AssetOf(edge.Tail) is var from and >= 0) yield return new Measure.IsolateHost(guard.Id, city.Assets[from].Id);
            if (situation.AssetOf(edge.Head) is var to and >= 0) yield return new Measure.IsolateHost(guard.Id, city.Assets[to].Id);
        }
    }

    private int Number(Measure measure)
    {
        var key = Key(measure);
        if (known.TryGetValue(key, out var number)) return number;
        var impairment = ground.Loss.Of(measure);
        var why = limits.Refuses(measure) ?? BelowFloor(impairment);
        if (why is not null)
        {
            refused[measure] = why;
            return known[key] = -1;
        }

        Measures.Add(measure);
        Impairments.Add(impairment);
        Additive.Add(costs.Labour(measure) + (impairment.Sessions / 24 * costs.Hours * costs.Session));
        return known[key] = Measures.Count - 1;
    }

    private string Why(Measure measure) => refused.TryGetValue(measure, out var why) ? why : "it is not allowed";

    private string? BelowFloor(Impairment impairment)
    {
        foreach (var (s, remaining) in ground.Loss.Remaining([impairment]))
            if (remaining < city.Services[s].Floor - 1e-9)
                return $"it would leave {Sentences.Of(city.Services[s])} at {Predict.PlainText.Percent(remaining)}, below its floor of {Predict.PlainText.Percent(city.Services[s].Floor)}";
        return null;
    }

    private (int, int, int) Key(Measure measure) => measure switch
    {
        Measure.DenySource m => (0, elements[m.Element], Numbered(m.Address)),
        Measure.DenyWeb m => (1, elements[m.Element], Numbered(m.Address)),
        Measure.CloseFlow m => (2, elements[m.Element], Numbered(m.Flow)),
        Measure.DisableAccount m => (3, -1, Numbered(m.Account)),
        Measure.IsolateHost m => (4, elements[m.Element], Numbered(m.Host)),
        _ => throw new InvalidOperationException($"unknown measure {measure.Key}"),
    };

    private int Numbered(object target) => targets.TryGetValue(target, out var n) ? n : targets[target] = targets.Count;

    private static Dictionary<ElementId, int> Number(IReadOnlyList<Element> elements)
    {
        var numbers = new Dictionary<ElementId, int>();
        for (var i = 0; i < elements.Count; i++) numbers.TryAdd(elements[i].Id, i);
        return numbers;
    }
}
