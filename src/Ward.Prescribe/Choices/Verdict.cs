using System.Globalization;
using Ward.Detect.Incidents;
using Ward.Govern.Mandates;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Choices;

/// <summary>Turns a deliberation into a prescription: figures, proof and plain words.</summary>
internal sealed class Verdict(Incident incident, Forecast forecast, Situation situation, Deliberation deliberation)
{
    private readonly City.CityModel city = situation.Graph.City;
    private readonly MeasureReach reach = new(situation);

    public Prescription Tell()
    {
        if (deliberation.Threat.Before.Count == 0) return deliberation.ForgeableThreat() ? Forgeable() : NothingNeeded();
        var answer = deliberation.Decide();
        if (Deliberation.Set(answer) is not { } set) return Refused("No plan that keeps every rule was found.");
        var plan = deliberation.Plan(set);
        if (!deliberation.Holds(set)) return Refused("The plan that was found did not stand up to the independent check, so it is not used.");
        return deliberation.Within(set, Bound(answer, deliberation.Cost(set))) switch
        {
            null => Make(answer, set, plan, null),
            Fitting.Found found => Make(found.Answer, found.Set, deliberation.Plan(found.Set), found, new Alternative(plan, deliberation.Cost(set), Worst(plan), Larger(found, set))),
            var fitting => Make(answer, set, plan, fitting),
        };
    }

    private Prescription Make(SolverAnswer answer, int[] set, IReadOnlyList<Measure> plan, Fitting? fitting, Alternative? larger = null)
    {
        var cost = deliberation.Cost(set);
        var bound = Bound(answer, cost);
        var status = deliberation.Partial ? Lacking : answer is SolverAnswer.Optimal ? ProofStatus.Optimal : ProofStatus.Feasible;
        var gap = cost.Total > 0 ? Math.Max(0, (cost.Total - bound) / cost.Total) : 0;
        var residual = Residual(plan);
        // Where not every path could be cut, what was checked is that the rules hold, and no more.
        var proof = new Proof(status, bound, gap, Model(), !deliberation.LeavesServices, [.. deliberation.Conflicts]);
        return Prescription(plan, cost, Effects(set), residual, proof, [.. larger is null ? [] : new[] { larger }, .. Alternatives(answer, set, cost)], [.. Why(set, plan, cost, proof, residual), .. Size(fitting)]);
    }

    /// <summary>Of a plan that does not do all that is asked for, or of none.</summary>
    private ProofStatus Lacking => deliberation.IsShown ? ProofStatus.Infeasible : ProofStatus.Unfinished;

    /// <summary>No plan costs less.</summary>
    private static double Bound(SolverAnswer answer, Cost cost) => answer is SolverAnswer.Feasible feasible ? feasible.Bound : cost.Total;

    private Prescription NothingNeeded()
    {
        var top = forecast.Paths.Count > 0 ? forecast.Paths[0] : null;
        var why = deliberation.Believed.Count == 0
            ? "Nobody is believed to be attacking: no foothold is believed enough to act on."
            : top is null
                ? "No way from the attacker to any service is known in the model of the city."
                : $"No service is in more danger than it tolerates; the likeliest way is {PlainText.Percent(top.Probability)}: {top.Words}.";
        return Prescription([], Cost.None, [], [], new(ProofStatus.NothingNeeded, 0, 0, Model(), false, []), [], [why]);
    }

    private Prescription Forgeable()
    {
        var names = string.Join(", ", deliberation.Believed.Where(b => !deliberation.Stands.Contains(b)).Take(5).Select(Name));
        var why = $"The evidence about {names} can be forged by an outsider, so no measure may rest on it; a second, independent feed or a completed session would change that.";
        return Prescription([], Cost.None, [], [], new(ProofStatus.Infeasible, 0, 0, Model(), false, [why]), [], [why]);
    }

    private Prescription Refused(string reason) =>
        Prescription([], Cost.None, [], Residual([]),
            new(Lacking, 0, 0, Model(), false, [.. deliberation.Conflicts, reason]), [], [reason]);

    private Prescription Prescription(
        IReadOnlyList<Measure> plan, Cost cost, IReadOnlyList<ServiceEffect> effects, IReadOnlyList<Residual> residual,
        Proof proof, IReadOnlyList<Alternative> alternatives, IReadOnlyList<string> why)
    {
        var hash = Seal.Hash(incident.City, plan);
        return new(
            Seal.Id(incident, forecast.CityVersion, hash), incident.Id, incident.Revision, incident.City, forecast.CityVersion, hash, forecast.At,
            plan, true, cost, effects, residual, proof, alternatives, why, IfNothing());
    }

    private string IfNothing()
    {
        if (forecast.Paths.Count == 0) return "If nothing is done, no harm to a service is foreseen.";
        var path = forecast.Paths[0];
        var service = city.Find(path.Goal)!;
        return string.Create(CultureInfo.InvariantCulture,
            $"If nothing is done, {Sentences.Of(service)} ({service.Citizens} people) stops with a probability of {PlainText.Percent(path.Probability)} within about {path.Hours:0.#} h. {path.Words}.");
    }

    private List<Residual> Residual(IReadOnlyList<Measure> plan)
    {
        var left = deliberation.Left(plan);
        return [.. deliberation.Threat.Before.OrderBy(b => b.Value).ThenBy(b => b.Key).Select(b => new Residual(
            city.Services[b.Key].Id, Math.Exp(-b.Value), left.GetValueOrDefault(b.Key), city.Services[b.Key].Tolerated))];
    }

    private double Worst(IReadOnlyList<Measure> plan) => deliberation.Left(plan).Values.DefaultIfEmpty().Max();

    private string Larger(Fitting.Found found, int[] cheapest)
    {
        var (cost, chosen) = (deliberation.Cost(cheapest), deliberation.Cost(found.Set));
        return string.Create(CultureInfo.InvariantCulture,
            $"Has {cheapest.Length} {(cheapest.Length == 1 ? "target" : "targets")} and {cost.People} people notice, so a person would have to decide; costs {cost.Total:0.#} instead of {chosen.Total:0.#}.");
    }

    /// <summary>What is said of the budgets of mandates.</summary>
    private static IEnumerable<string> Size(Fitting? fitting) => fitting switch
    {
        null => [],
        Fitting.Found found => [$"It is chosen within {found.Room}, so that mandates let Ward carry it out by itself; the cheapest plan would be beyond the mandate {Named(found.Beyond)}."],
        Fitting.None none => [$"It is beyond the mandate {Named(none.Beyond)}, so a person decides.", .. none.Why],
        _ => throw new InvalidOperationException("unknown fitting"),
    };

    private static string Named(Mandate mandate) => $"{mandate.Id} ({new Room(mandate.Budget.TargetsPerPlan, mandate.Budget.PeoplePerPlan)})";

    private List<ServiceEffect> Effects(int[] set) =>
        [.. deliberation.Remaining(set).Select(r =>
        {
            var service = city.Services[r.Service];
            var fallback = service.ManualFallback is { } manual ? $"; meanwhile: {PlainText.Escape(manual)}" : "";
            return new ServiceEffect(service.Id, r.Remaining, service.Citizens, $"{Sentences.Upper(Sentences.Of(service))} keeps {PlainText.Percent(r.Remaining)} for {service.Citizens.ToString(CultureInfo.InvariantCulture)} people{fallback}.");
        })];

    private List<Alternative> Alternatives(SolverAnswer answer, int[] set, Cost cost)
    {
        var others = new List<Alternative>();
        foreach (var (other, without) in deliberation.Others(set, answer))
        {
            var plan = deliberation.Plan(other);
            if (!deliberation.Holds(other)) continue;
            var price = deliberation.Cost(other);
            var words = string.Create(CultureInfo.InvariantCulture, $"Does not {Sentences.Of(deliberation.Finder.Measures[without], city)}; costs {price.Total:0.#} instead of {cost.Total:0.#}.");
            others.Add(new(plan, price, Worst(plan), words));
        }

        others.Add(new([], Cost.None, Math.Exp(-deliberation.Threat.Before.Values.Min()), "Do nothing and watch."));
        return others;
    }

    private List<string> Why(int[] set, IReadOnlyList<Measure> plan, Cost cost, Proof proof, List<Residual> residual)
    {
        var lines = new List<string>();
        var worst = residual[0];
        lines.Add($"{Sentences.Upper(Sentences.Of(city.Find(worst.Service)!))} is in danger: {PlainText.Percent(worst.Before)} where {PlainText.Percent(worst.Tolerated)} is tolerated; {(residual.Count == 1 ? "it is the only service above tolerance" : $"{residual.Count} services are above tolerance")}.");
        foreach (var m in set.OrderBy(m => plan.ToList().IndexOf(deliberation.Finder.Measures[m]))) lines.Add(Reason(set, m));
        if (plan.Count > 0)
        {
            lines.Add($"With the plan the worst path left is {PlainText.Percent(residual.Max(r => r.After))}.");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"It costs {cost.Total:0.#}: {cost.Labour:0.#} minutes of work and {cost.Service:0.#} of lost service; {cost.People} people notice."));
            if (proof.Status == ProofStatus.Optimal) lines.Add("No cheaper set of measures that keeps every rule does the same.");
            if (proof.Status == ProofStatus.Feasible) lines.Add($"{deliberation.Ended} before it was proven that nothing cheaper does the same: {proof.Nearness()}.");
        }

        if (deliberation.Partial) lines.Add(Lack(proof));
        var forged = deliberation.Believed.Count - deliberation.Stands.Count;
        if (forged > 0) lines.Add($"{(forged == 1 ? "One foothold is" : $"{forged} footholds are")} left out, since the evidence about them can be forged.");
        return lines;
    }

    /// <summary>What the plan does not do, and how good it is at the rest.</summary>
    private string Lack(Proof proof)
    {
        const string InTurn = "this is what was found service by service, the greatest expected loss first";
        const string Control = "the ways by which the attacker steers what he has broken into";
        if (deliberation is { IsCutShort: true, IsShown: false }) return $"{deliberation.Ended} before {(deliberation.LeavesServices ? "every service was brought under its tolerance" : $"a plan was found that takes {Control} as well")}; {InTurn}, and more may be possible.";
        var what = deliberation.LeavesServices ? "Not every service can be brought under its tolerance" : $"Every service is brought under its tolerance, but {Control} cannot be taken as well";
        var how = deliberation.IsInTurn ? InTurn : proof.Gap > 0 ? $"what can be had is had, {proof.Nearness()}" : "what can be had is had at the least cost";
        return $"{what}; {how}.{(deliberation.IsCutShort ? $" {deliberation.Ended} early, so more of it may be possible." : "")}";
    }

    /// <summary>What the measure is for: what would be open without it.</summary>
    private string Reason(int[] set, int m)
    {
        var measure = deliberation.Finder.Measures[m];
        var does = Sentences.Upper(Sentences.Of(measure, city));
        if (deliberation.FirstCut(set, m) is { } path) return $"{does}: without it the way '{path.Words}' ({PlainText.Percent(path.Probability)}) stays open.";
        foreach (var control in situation.Control)
            if (reach.Cuts(measure, situation.Edge(control)))
                return $"{does}: the attacker loses the way by which he steers {PlainText.Escape(city.Assets[situation.AssetOf(situation.Head(control))].Name)}.";
        return $"{does}.";
    }

    private string Model() => string.Create(CultureInfo.InvariantCulture,
        $"Most probable path to each service over {situation.Graph.NodeCount} nodes and {situation.Graph.EdgeCount} steps of city version {forecast.CityVersion}. Where several things are needed together (a credential in hand and a port reached, several alternatives of a need) the least probable of them counts, never below the true probability; what several measures do to one step multiplies; each measure is charged for its own lost sessions.");

    private static string Name(Stand stand) => stand.Address?.ToString() ?? PlainText.Escape(stand.Foothold.Where.ToString()!);
}
