using Ward.City;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Choices;

/// <summary>Numbers the measures that could do something about the steps of one situation, and leaves out those that are refused.</summary>
internal sealed class MeasureFinder(Ground ground, Situation situation, Limits limits, ChoiceOptions options)
{
    private readonly Dictionary<Measure, int> known = [];
    private readonly Dictionary<Signs, (int Measure, double Effect)[]> found = [];
    private readonly Dictionary<Measure, string> refused = [];
    private readonly CityModel city = ground.Graph.City;

    /// <summary>Allowed measures by number.</summary>
    public List<Measure> Measures { get; } = [];

    public List<Impairment> Impairments { get; } = [];

    /// <summary>Labour, lost sessions and windows of each, which add up over a plan (sessions lost twice are charged twice).</summary>
    public List<double> Additive { get; } = [];

    /// <summary>Labour, lost sessions and windows of a measure that takes so much.</summary>
    public double Charge(Measure measure, Impairment impairment) =>
        measure.Labour(options.Costs) + (impairment.Sessions / 24 * options.Costs.Hours * options.Costs.Session) + measure.Disturbs(ground.Loss, options.Costs);

    /// <summary>Numbers of the allowed measures that touch the step, ascending, and by how much each lengthens it (above 0; infinite where it stops it).</summary>
    public (int Measure, double Effect)[] Options(int number)
    {
        var edge = situation.Edge(number);
        var signs = Of(edge);
        if (found.TryGetValue(signs, out var before)) return before;
        var list = new List<(int, double)>();
        foreach (var measure in Catalogue.Against(ground, situation, edge))
            if (Number(measure) is var n and >= 0 && !list.Exists(l => l.Item1 == n) && measure.Lengthens(situation, edge) is var effect and > 0) list.Add((n, effect));
        list.Sort((a, b) => a.Item1.CompareTo(b.Item1));
        return found[signs] = [.. list];
    }

    /// <summary>Numbers of the allowed measures that stop the step.</summary>
    public int[] Cuts(int number) => [.. Options(number).Where(o => double.IsPositiveInfinity(o.Effect)).Select(o => o.Measure)];

    /// <summary>Why no measure stops the step, one sentence each; empty where one does.</summary>
    public IReadOnlyList<string> Refusals(int number)
    {
        var edge = situation.Edge(number);
        var reasons = new List<string>();
        foreach (var measure in Catalogue.Against(ground, situation, edge))
        {
            if (Number(measure) < 0) reasons.Add($"{Sentences.Of(measure, city)} is refused: {Why(measure)}");
            else if (double.IsPositiveInfinity(measure.Lengthens(situation, edge))) return [];
            else reasons.Add($"{Sentences.Of(measure, city)} does not stop it, and is not enough");
        }

        return reasons;
    }

    private int Number(Measure measure)
    {
        if (known.TryGetValue(measure, out var number)) return number;
        var impairment = Impairment.None;
        // What a measure takes is asked last: of what may not be chosen at all it is work for nothing.
        if ((Unasked(measure) ?? measure.Refused(limits) ?? BelowFloor(impairment = measure.Takes(ground.Loss))) is { } why)
        {
            refused[measure] = why;
            return known[measure] = -1;
        }

        Measures.Add(measure);
        Impairments.Add(impairment);
        Additive.Add(Charge(measure, impairment));
        return known[measure] = Measures.Count - 1;
    }

    private string Why(Measure measure) => refused.TryGetValue(measure, out var why) ? why : "it is not allowed";

    private string? Unasked(Measure measure) =>
        !options.Kinds.Contains(measure.Class) ? "changes of this kind are not among those that may be chosen"
        : measure.Lead > options.Within ? FormattableString.Invariant($"it takes {measure.Lead:0.#} h to be in force, and only what is in force within {options.Within:0.#} h counts")
        : null;

    private string? BelowFloor(Impairment impairment)
    {
        foreach (var (s, remaining) in ground.Loss.Remaining([impairment]))
            if (remaining < city.Services[s].Floor - 1e-9)
                return $"it would leave {Sentences.Of(city.Services[s])} at {Predict.PlainText.Percent(remaining)}, below its floor of {Predict.PlainText.Percent(city.Services[s].Floor)}";
        return null;
    }

    /// <summary>All that measures ask of a step; steps that agree in it have the same measures, so that a large city asks once for many.</summary>
    private Signs Of(in EdgeFacts edge)
    {
        var stand = situation.StandAt(edge.Tail);
        var source = stand is null ? -1 : edge.Tail;
        var placed = edge.Conduit >= 0 || source >= 0 || edge.Exposure >= 0;
        return new(
            edge.Conduit >= 0 || edge.Kind == StepKind.Impact ? situation.AssetOf(edge.Tail) : -1, placed ? situation.AssetAt(edge.Head) : -1, edge.Flow, edge.Account, edge.Conduit, source,
            placed && situation.IsWeb(edge), edge.Kind, edge.Exposure, edge.Exposure >= 0 ? edge.Weight : 0);
    }

    private readonly record struct Signs(int Tail, int Head, int Flow, int Account, int Conduit, int Source, bool Web, StepKind Kind, int Exposure, double Weight);
}
