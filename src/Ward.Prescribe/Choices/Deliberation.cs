using System.Globalization;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Predict.NextSteps;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Choices;

/// <summary>One choice in the making: what threatens, what may be done, what is best. Not thread-safe; one a choice.</summary>
internal sealed class Deliberation
{
    /// <summary>A partial plan is worth its cost only where it brings the worst path to a service down to this share of what it was.</summary>
    private const double WorthIt = 0.8;

    /// <summary>What can just be reached is asked for with so much to spare, since effects are rounded on the way to the optimiser.</summary>
    private const double Grain = 1e-6;

    /// <summary>Of the time until the deadline, what is for searching, and of that what is for the whole demand; the rest is for single services, other plans and words.</summary>
    private const double Searching = 0.85, Whole = 0.75;

    /// <summary>Of what is left until the deadline, what other plans and reasons may take before what comes after them.</summary>
    private const double Aside = 0.7;

    private readonly Ground ground;
    private readonly Situation situation;
    private readonly ISolver solver;
    private readonly ChoiceOptions options;
    private readonly Limits limits;
    private readonly Deadline deadline, search;
    private readonly Dictionary<int, double> targets;
    private readonly List<int[]> given = [];
    private readonly Allowance allowance;
    private Room? room;
    private bool isStruck;

    public Deliberation(Ground ground, Situation situation, Incident incident, ISolver solver, ChoiceOptions options, DateTimeOffset now, Deadline deadline)
    {
        (this.deadline, search) = (deadline, deadline.Part(Searching));
        (this.ground, this.situation, this.solver, this.options) = (ground, situation, solver, options);
        allowance = new(ground.Graph.City, options.Mandates, now);
        limits = new(ground, situation, incident, options.LeastBelief);
        Finder = new(ground, situation, limits, options);
        Believed = [.. situation.Stands.Where(s => s.Foothold.Belief >= options.LeastBelief)];
        Stands = [.. Believed.Where(s => IsAttested(incident, s))];
        Threat = new(situation, Stands, Finder);
        targets = Threat.Before.Keys.Order().ToDictionary(s => s, Threat.Limit);
    }

    public MeasureFinder Finder { get; }

    public ThreatGraph Threat { get; }

    /// <summary>Footholds believed enough to act on, forgeable ones included.</summary>
    public IReadOnlyList<Stand> Believed { get; }

    /// <summary>Footholds that a measure may rest on.</summary>
    public IReadOnlyList<Stand> Stands { get; }

    public List<string> Conflicts { get; } = [];

    /// <summary>True where the plan does not do all that is asked for.</summary>
    public bool Partial => LeavesServices || LeavesControl;

    /// <summary>True where a service stays above what it tolerates.</summary>
    public bool LeavesServices { get; private set; }

    /// <summary>True where the attacker keeps a way by which he steers a host, which a measure could take.</summary>
    public bool LeavesControl { get; private set; }

    /// <summary>True where not all could be had together, so that services were served one after the other.</summary>
    public bool IsInTurn { get; private set; }

    /// <summary>True where it was shown that no plan does all that is asked for.</summary>
    public bool IsShown { get; private set; }

    /// <summary>By what a search ended that came to no end by itself, as the beginning of a sentence.</summary>
    public string Ended => !isStruck || options.Deadline is not { } span
        ? "The search ended at its limit of work"
        : string.Create(CultureInfo.InvariantCulture, $"The deadline of {span.TotalSeconds:0.#} s ended the search");

    /// <summary>True where something could be had but was not found in the time or work that there was.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Services and the -ln of the probability that the plan must keep their worst path under.</summary>
    public IReadOnlyDictionary<int, double> Targets => targets;

    /// <summary>True where acting on evidence that can be forged would have something to cut.</summary>
    public bool ForgeableThreat() =>
        Believed.Count > Stands.Count && new ThreatGraph(situation, Believed, Finder).Before.Count > Threat.Before.Count;

    public SolverAnswer Decide()
    {
        foreach (var (service, path) in Threat.Untouchable(search)) GiveUp(service, path);
        ShutOut();
        var answer = Search(given, options.Steps, search.Part(Whole));
        if (answer is not SolverAnswer.Impossible impossible) return answer;

        var (best, none) = OneByOne();
        // What the whole took too long for may still come one by one.
        if (none.Count == 0) return best;
        IsInTurn = true;
        // What a part asks for cannot be had, nor can the whole.
        var shown = impossible.Proven ? impossible : none.Find(n => n.Proven);
        IsShown |= shown is not null;
        IsCutShort = none.Exists(n => !n.Proven);
        Conflicts.AddRange(Explain(shown ?? impossible));
        return best;
    }

    /// <summary>
    /// Where the budgets of mandates alone make the cheapest plan one for a person: the cheapest plan within them, if there is one. Null where the plan is within them, or no mandate lets Ward act on it.
    /// From then on <see cref="Others"/> keep to the same size.
    /// </summary>
    /// <param name="cheapest">The cheapest plan, whatever its size.</param>
    /// <param name="least">No plan of any size costs less.</param>
    public Fitting? Within(int[] cheapest, double least)
    {
        if (allowance.Exceeded(Plan(cheapest), Cost(cheapest).People) is not { } beyond) return null;
        var rooms = allowance.Rooms.ToList();
        var (found, bound, proven) = ((Fitting.Found?)null, double.PositiveInfinity, true);
        SolverAnswer.Impossible? first = null;
        for (var i = 0; i < rooms.Count; i++)
        {
            var answer = Search(given, options.Steps / rooms.Count, search.Part(1.0 / (rooms.Count - i)), rooms[i]);
            if (answer is SolverAnswer.Impossible none) first ??= none;
            proven &= answer is SolverAnswer.Optimal or SolverAnswer.Impossible { Proven: true };
            bound = Math.Min(bound, answer switch
            {
                SolverAnswer.Optimal optimal => Cost(optimal.Set).Total,
                SolverAnswer.Feasible open => Math.Max(open.Bound, least),
                SolverAnswer.Impossible { Proven: true } => double.PositiveInfinity,
                // What was not found may be there, and cost as little as any plan.
                _ => least,
            });
            if (Set(answer) is not { } set) continue;
            if (allowance.Exceeded(Plan(set), Cost(set).People) is not null || (found is not null && Cost(found.Set).Total <= Cost(set).Total)) continue;
            found = new(beyond, answer, set, rooms[i]);
        }

        if (found is null) return new Fitting.None(beyond, [.. Cramped(rooms[0], proven ? first : null)]);
        if (!Holds(found.Set)) return new Fitting.None(beyond, ["The plan that was found within it did not stand up to the independent check."]);
        room = found.Room;
        var cost = Cost(found.Set).Total;
        return found with { Answer = proven || bound >= cost - 1e-9 ? new SolverAnswer.Optimal(found.Set, cost, found.Answer.Paths) : new SolverAnswer.Feasible(found.Set, cost, Math.Min(bound, cost), found.Answer.Paths) };
    }

    /// <summary>Why nothing is within the size.</summary>
    /// <param name="none">What was proven of it, or null.</param>
    private IEnumerable<string> Cramped(Room size, SolverAnswer.Impossible? none)
    {
        if (none is null)
        {
            yield return $"{Ended} before a plan within {size} was found.";
            yield break;
        }

        var until = deadline.Part(Aside);
        var (byTargets, byPeople) = (IsImpossible(size with { People = long.MaxValue }, size, until), IsImpossible(size with { Targets = long.MaxValue }, size, until));
        var limit = (byTargets, byPeople) switch
        {
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"at most {size.Targets} {(size.Targets == 1 ? "target" : "targets")}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"at most {size.People} people who notice"),
            _ => $"at most {size}",
        };
        yield return $"{Uncut(none)} by what mandates let Ward do by itself with {limit}:";
        foreach (var line in CutBy([.. none.Conflict.Select(p => p.Where(m => allowance.Allows(Finder.Measures[m], size)).ToArray())])) yield return line;
    }

    private bool IsImpossible(Room size, Room covered, Deadline until) => Solve(targets, given, -1, options.StepsAnAlternative, until, size, covered) is SolverAnswer.Impossible { Proven: true };

    /// <summary>The plans of <see cref="Choice.Front"/>.</summary>
    public IReadOnlyList<LossPlan> Front(int levels)
    {
        if (Threat.Before.Count == 0) return [];
        var losses = Threat.Before.Keys.ToDictionary(s => s, s => options.Costs.Hourly(ground.Graph.City.Services[s]) * options.Outage);
        // What no allowed measure can do is asked of none.
        var most = Threat.Before.Keys.ToDictionary(s => s, Threat.Limit);
        foreach (var (service, path) in Threat.Untouchable(search)) most[service] = Threat.LengthUnder(path, null) - Grain;
        var found = new List<LossPlan> { new([], Costs.Cost.None, Left([], losses), true) };
        var level = losses.Max(l => l.Value * Math.Exp(-Threat.Before[l.Key]));
        for (var i = 0; i < levels; i++)
        {
            level /= 2;
            // The last level is what is tolerated, whatever it costs.
            var goals = losses.ToDictionary(l => l.Key, l => i == levels - 1 ? most[l.Key] : Math.Min(most[l.Key], l.Value > level ? Math.Log(l.Value / level) : 0))
                .Where(g => g.Value > Threat.Before[g.Key]).ToDictionary();
            if (goals.Count == 0) continue;
            var answer = Solve(goals, [], -1, options.Steps / levels, search.Part(1.0 / (levels - i)));
            if (Set(answer) is not { } set) continue;
            var plan = Plan(set);
            var left = PlanChecker.Left(situation, Stands, plan, Math.Exp(-goals.Values.Max()));
            if (!goals.All(g => !left.TryGetValue(g.Key, out var length) || length >= g.Value - (2 * ThreatGraph.Even))) continue;
            found.Add(new(plan, Cost(set), Left(plan, losses), answer is SolverAnswer.Optimal));
        }

        var front = new List<LossPlan>();
        foreach (var plan in found.OrderBy(p => p.Cost.Total).ThenBy(p => p.Loss))
            if (front.Count == 0 || plan.Loss < front[^1].Loss - 1e-9) front.Add(plan);
        return front;
    }

    /// <summary>Probability of the most probable path that the plan leaves to each service at risk, by the checker's search; none below what the graph follows.</summary>
    public IReadOnlyDictionary<int, double> Left(IReadOnlyList<Measure> plan) =>
        PlanChecker.Left(situation, Stands, plan, ground.Graph.LeastProbability).Where(l => Threat.Before.ContainsKey(l.Key)).ToDictionary(l => l.Key, l => Math.Exp(-l.Value));

    private double Left(IReadOnlyList<Measure> plan, Dictionary<int, double> losses) => Left(plan).Sum(l => losses[l.Key] * l.Value);

    /// <summary>The best plans that do without one measure of the chosen plan, cheapest first.</summary>
    public IReadOnlyList<(int[] Set, int Without)> Others(int[] chosen, SolverAnswer answer)
    {
        var others = new List<(int[] Set, int Without)>();
        var until = deadline.Part(Aside);
        foreach (var m in chosen.OrderByDescending(Finder.Additive.ElementAt).ThenBy(m => m).Take(3))
        {
            var set = until.IsPast ? null : Set(Solve(targets, answer.Paths, m, options.StepsAnAlternative, until, room));
            if (set is not null && !others.Exists(o => o.Set.SequenceEqual(set))) others.Add((set, m));
        }

        return [.. others.OrderBy(o => Cost(o.Set).Total).Take(options.Alternatives)];
    }

    public static int[]? Set(SolverAnswer answer) => answer switch
    {
        SolverAnswer.Optimal optimal => optimal.Set,
        SolverAnswer.Feasible feasible => feasible.Set,
        SolverAnswer.Impossible => null,
        _ => throw new InvalidOperationException("unknown answer"),
    };

    /// <summary>In the order in which they are to be carried out: smallest harm first.</summary>
    public IReadOnlyList<Measure> Plan(IEnumerable<int> set) =>
        [.. set.Select(m => Finder.Measures[m]).OrderBy(m => m.Class).ThenBy(m => m.Key, StringComparer.Ordinal)];

    public Cost Cost(IReadOnlyList<int> set)
    {
        var labour = set.Sum(m => Finder.Measures[m].Labour(options.Costs));
        var sessions = set.Sum(m => Finder.Additive[m]) - labour;
        var plan = set.Select(m => Finder.Impairments[m]).ToList();
        var loss = sessions + SituationProblem.Loss(ground, options.Costs, plan);
        return new(labour + loss, labour, loss, SituationProblem.People(ground, plan));
    }

    public IReadOnlyList<(int Service, double Remaining)> Remaining(IReadOnlyList<int> set) =>
        ground.Loss.Remaining([.. set.Select(m => Finder.Impairments[m])]);

    /// <summary>The way that comes nearest to harm if this one measure were left out, or null.</summary>
    public AttackPath? FirstCut(IReadOnlyList<int> set, int without)
    {
        var cut = new bool[Finder.Measures.Count];
        foreach (var m in set) cut[m] = m != without;
        if (deadline.IsPast) return null;
        var steps = options.StepsAnAlternative;
        return Threat.Path(targets, cut, ref steps) is { } path ? PathWords.Tell(situation, Threat.Global(path)) : null;
    }

    /// <summary>Whether the plan keeps every rule and, by the independent check, every target.</summary>
    public bool Holds(IReadOnlyList<int> set)
    {
        var plan = Plan(set);
        if (plan.Any(m => m.Refused(limits) is not null || m.Lead > options.Within || !options.Kinds.Contains(m.Class))) return false;
        if (double.IsPositiveInfinity(SituationProblem.Loss(ground, options.Costs, [.. plan.Select(m => m.Takes(ground.Loss))]))) return false;
        if (targets.Count == 0) return true;
        var left = PlanChecker.Left(situation, Stands, plan, Math.Exp(-targets.Values.Max()));
        return targets.All(t => !left.TryGetValue(t.Key, out var length) || length >= t.Value - (2 * ThreatGraph.Even));
    }

    /// <summary>Looks at a plan that was recorded, made perhaps for another model, by the rules and the independent check.</summary>
    public PlanReview Review(Prescription told)
    {
        var plan = told.Measures;
        List<string> faults = [.. plan.Select(m => (Measure: m, Why: Unfit(m))).Where(m => m.Why is not null).Select(m => $"{m.Measure.Words}: {m.Why}")];
        if (faults.Count > 0) return new(faults, [], Costs.Cost.None, false);
        var services = ground.Graph.City.Services;
        List<Impairment> taken = [.. plan.Select(m => m.Takes(ground.Loss))];
        foreach (var (s, remaining) in ground.Loss.Remaining(taken))
            if (remaining < services[s].Floor - 1e-9) faults.Add($"{Sentences.Of(services[s])} would keep {PlainText.Percent(remaining)}, below its floor of {PlainText.Percent(services[s].Floor)}");
        var left = Left(plan);
        List<Residual> residual = [.. Threat.Before.OrderBy(b => b.Value).ThenBy(b => b.Key).Select(b => new Residual(services[b.Key].Id, Math.Exp(-b.Value), left.GetValueOrDefault(b.Key), services[b.Key].Tolerated))];
        // What it was told not to do is no fault of it.
        var lacked = told.Proof.Status is ProofStatus.Infeasible or ProofStatus.Unfinished ? told.Residual.Where(r => r.After > r.Tolerated).Select(r => r.Service).ToHashSet() : [];
        foreach (var r in residual)
            if (-Math.Log(r.After) < Threat.Limit(services.Index().First(s => s.Item.Id == r.Service).Index) - (2 * ThreatGraph.Even) && !lacked.Contains(r.Service))
                faults.Add($"{Sentences.Of(ground.Graph.City.Find(r.Service)!)} is left at {PlainText.Percent(r.After)} where {PlainText.Percent(r.Tolerated)} is tolerated");
        var labour = plan.Sum(m => m.Labour(options.Costs));
        var loss = plan.Zip(taken).Sum(m => Finder.Charge(m.First, m.Second)) - labour + SituationProblem.Loss(ground, options.Costs, taken);
        var cost = new Cost(labour + loss, labour, loss, SituationProblem.People(ground, taken));
        return new(faults, residual, cost, PlanReview.IsAsRecorded(told, residual, cost));
    }

    /// <summary>Why the measure would not be chosen here, or null.</summary>
    private string? Unfit(Measure measure) =>
        !options.Kinds.Contains(measure.Class) ? "changes of this kind were not among those that could be chosen"
        : measure.Lead > options.Within ? string.Create(CultureInfo.InvariantCulture, $"it takes {measure.Lead:0.#} h, and only what is in force within {options.Within:0.#} h counts")
        : WeaknessOf(measure) is { } weakness && ground.Graph.City.AssetWith(weakness) is null ? $"the city has no weakness {weakness}"
        : measure.Refused(limits);

    /// <summary>The weakness that the measure is about, or null where it is about none.</summary>
    private static ExposureId? WeaknessOf(Measure measure) => measure switch
    {
        Measure.Patch m => m.Exposure,
        Measure.Harden m => m.Exposure,
        Measure.ChangePassword m => m.Exposure,
        Measure.VirtualPatch m => m.Exposure,
        _ => null,
    };

    private static bool IsAttested(Incident incident, Stand stand) => stand.Foothold.Where switch
    {
        Entity.Source source => incident.IsAttested(source),
        Entity.Host => stand.Foothold.Attested,
        _ => false,
    };

    /// <summary>A search on which the plan depends: that time ended it is noted when it does, since a part of the time may be over long before the whole is.</summary>
    private SolverAnswer Search(IReadOnlyList<int[]> known, long steps, Deadline until, Room? within = null)
    {
        var answer = Solve(targets, known, -1, steps, until, within);
        isStruck |= answer is SolverAnswer.Feasible or SolverAnswer.Impossible { Proven: false } && until.IsPast;
        return answer;
    }

    private SolverAnswer Solve(Dictionary<int, double> goals, IReadOnlyList<int[]> known, int barred, long steps, Deadline until, Room? within = null, Room? covered = null) =>
        solver.Solve(new SituationProblem(Threat, Finder, ground, options.Costs, goals, known, barred, within, (covered ?? within) is { } least ? m => allowance.Allows(m, least) : null), steps, until);

    /// <summary>No allowed measures together bring this path under the limit: say why, and aim at bringing the rest down to it where that helps.</summary>
    private void GiveUp(int service, List<int> path)
    {
        (LeavesServices, IsShown) = (true, true);
        var told = PathWords.Tell(situation, Threat.Global(path));
        var best = Threat.LengthUnder(path, null);
        var reasons = path.SelectMany(e => Finder.Refusals(Threat.Global([e])[0])).Distinct(StringComparer.Ordinal).Take(6).ToList();
        var why = reasons.Count > 0
            ? string.Join("; ", reasons)
            : "no step of it passes a defensive element or uses an account that may be disabled";
        Conflicts.Add($"{Sentences.Upper(Sentences.Of(ground.Graph.City.Services[service]))} cannot be kept under {PlainText.Percent(Math.Exp(-Threat.Limit(service)))}: {told.Words} ({PlainText.Percent(Math.Exp(-best))}) cannot be cut, because {why}.");
        if (Math.Exp(-best) <= WorthIt * Math.Exp(-Threat.Before[service])) targets[service] = best - Grain;
        else targets.Remove(service);
    }

    /// <summary>A source that steers a host which it has broken into is to lose that way as well, where a measure can take it.</summary>
    private void ShutOut()
    {
        foreach (var edge in situation.Control)
        {
            if (!Stands.Any(s => s.Node == situation.Edge(edge).Tail)) continue;
            var cuts = Finder.Cuts(edge);
            if (cuts.Length > 0 && !given.Exists(g => g.SequenceEqual(cuts))) given.Add(cuts);
        }
    }

    /// <summary>Where not everything can be had: the service with the greatest expected loss first, and each other that still fits.</summary>
    /// <returns>The plan, and why it lacks what it lacks: an answer for each thing that was dropped.</returns>
    private (SolverAnswer Plan, List<SolverAnswer.Impossible> Dropped) OneByOne()
    {
        var dropped = new List<SolverAnswer.Impossible>();
        var order = targets.OrderByDescending(t => Math.Exp(-Threat.Before[t.Key]) * options.Costs.Hourly(ground.Graph.City.Services[t.Key])).ThenBy(t => t.Key).ToList();
        targets.Clear();
        SolverAnswer best = new SolverAnswer.Optimal([], 0, []);
        for (var i = 0; i < order.Count; i++)
        {
            var (service, limit) = order[i];
            targets[service] = limit;
            var answer = Search([], options.Steps / order.Count, search.Part(1.0 / (order.Count - i + 1)));
            if (answer is SolverAnswer.Impossible none)
            {
                targets.Remove(service);
                LeavesServices = true;
                dropped.Add(none);
            }
            else best = answer;
        }

        if (given.Count == 0) return (best, dropped);
        var all = Search(given, options.Steps, search);
        if (all is not SolverAnswer.Impossible open) return (all, dropped);
        given.Clear();
        LeavesControl = true;
        dropped.Add(open);
        return (best, dropped);
    }

    private IEnumerable<string> Explain(SolverAnswer.Impossible impossible)
    {
        if (!impossible.Proven)
        {
            // What was met proves nothing: it is not told as if it did.
            yield return $"{Ended} before a plan that keeps every rule was found.";
            yield break;
        }

        var measures = impossible.Conflict.SelectMany(p => p).Distinct().Order().ToList();
        var city = ground.Graph.City;
        var floors = ground.Loss.Remaining([.. measures.Select(m => Finder.Impairments[m])])
            .Where(r => r.Remaining < city.Services[r.Service].Floor)
            .Select(r => $"{Sentences.Of(city.Services[r.Service])} keeps {PlainText.Percent(city.Services[r.Service].Floor)}").ToList();
        yield return $"{Uncut(impossible)} while {(floors.Count > 0 ? string.Join(" and ", floors) : "every floor holds")}.";
        foreach (var line in CutBy(impossible.Conflict)) yield return line;
    }

    private static string Uncut(SolverAnswer.Impossible none) => none.Conflict.Count == 1 ? "One path cannot be cut" : $"{none.Conflict.Count} paths cannot all be cut";

    private IEnumerable<string> CutBy(IReadOnlyList<int[]> paths)
    {
        var city = ground.Graph.City;
        foreach (var path in paths.Take(8))
            yield return path.Length == 0 ? "One of them is cut by none of these." : $"One of them is cut only by: {string.Join("; or ", path.Take(6).Select(m => Sentences.Of(Finder.Measures[m], city)))}.";
    }
}
