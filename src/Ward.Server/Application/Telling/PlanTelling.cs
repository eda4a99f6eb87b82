using System.Globalization;
using Ward.City;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Respond;
using Ward.Respond.Plans;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Prescriptions and plans in the words of a person.</summary>
internal static class PlanTelling
{
    public static PlanView Tell(this CityModel city, Plan plan)
    {
        var last = plan.History.Count > 0 ? plan.History[^1] : null;
        return new PlanView(
            plan.Id.Value, plan.Prescription.Incident.Value, plan.Prescription.Revision, plan.Prescription.Hash, city.Line(plan.Prescription),
            Names.Of(plan.State), Words(plan.State), plan.State == PlanState.Proposed, IsInForce(plan.State), last?.Reason ?? "",
            plan.Mandate?.Value, plan.RequestedBy, plan.ApprovalsNeeded, plan.ApprovedBy, Tell(plan.Prescription.Cost),
            [.. plan.Actions.Select(a => new ActionView(a.Id.Value, a.Element.Value, city.Words(a.Measure), Words(a.Target), a.Inverse, a.Until, Names.Of(a.State), a.Note))],
            [.. plan.ManualSteps.Select((s, i) => new ManualStepView(i + 1, s.Words, s.DoneBy, s.Owner, s.Due, s.IsInForce(city)))],
            plan.Created, plan.Until, plan.State == PlanState.Proposed ? plan.Lapses : null,
            [.. plan.History.Select(t => new TransitionView(Names.Of(t.To), t.At, t.By, t.Reason))])
        {
            Unwritten = plan.Unwritten,
        };
    }

    public static OutcomeView Tell(Outcome o) => new(o.Plan.Value, o.Revision, Names.Of(o.State), Words(o.State), o.At, o.Words);

    public static PrescriptionView Tell(this CityModel city, Prescription p) => new(
        p.Id.Value, p.Hash, p.At, city.Line(p), [.. p.Measures.Select(city.Tell)], p.Attested, Tell(p.Cost),
        [.. p.Effects.Select(e => new EffectView(e.Service.Value, city.NameOf(e.Service), e.Remaining, e.Citizens, e.Words))],
        [.. p.Residual.Select(r => new ResidualView(r.Service.Value, city.NameOf(r.Service), r.Before, r.After, r.Tolerated))],
        Tell(p.Proof),
        [.. p.Alternatives.Select(a => new AlternativeView([.. a.Measures.Select(city.Tell)], Tell(a.Cost), a.WorstResidual, a.Words))],
        p.Why, p.IfNothing);

    public static string Line(this CityModel city, Prescription p)
    {
        if (p.Measures.Count == 0) return p.Proof.Status switch
        {
            ProofStatus.NothingNeeded => "Nothing needs to be done",
            ProofStatus.Unfinished => "Nothing that would help was found in the time",
            _ => "Nothing that is allowed would help",
        };
        var words = p.Measures.Take(3).Select((m, i) => i == 0 ? city.Words(m) : Lower(city.Words(m))).ToList();
        return string.Join("; ", words) + (p.Measures.Count > 3 ? $"; and {p.Measures.Count - 3} more" : "");
    }

    public static bool IsInForce(PlanState state) => state is PlanState.Leased or PlanState.Applied or PlanState.Verified;

    public static string Words(PlanState state) => state switch
    {
        PlanState.Shadowed => "recorded only",
        PlanState.Advised => "advised",
        PlanState.Refused => "not allowed",
        PlanState.Proposed => "waits for a decision",
        PlanState.Superseded => "replaced by a newer plan",
        PlanState.Lapsed => "lapsed without a decision",
        PlanState.Rejected => "rejected",
        PlanState.Approved => "approved",
        PlanState.Leased => "being put in force",
        PlanState.Applied => "in force, not yet verified",
        PlanState.Verified => "in force, verified",
        PlanState.Expired => "ended with its lease",
        PlanState.RolledBack => "undone",
        PlanState.Failed => "failed, nothing in force",
        _ => throw new InvalidOperationException($"unknown state {state}"),
    };

    public static string Words(ActionTarget target) => target switch
    {
        ActionTarget.Source t => t.Address.ToString(),
        ActionTarget.WebSource t => $"{t.Address} (web)",
        ActionTarget.Connection t => $"{t.From} to {t.To}, {Names.Of(t.Protocol)} {(t.Port == 0 ? "any port" : t.Port.ToString(CultureInfo.InvariantCulture))}",
        ActionTarget.Host t => string.Join(", ", t.Addresses),
        _ => throw new InvalidOperationException($"unknown target {target.GetType().Name}"),
    };

    private static CostView Tell(Cost c)
    {
        var people = c.People switch { 0 => "touches nobody", 1 => "touches 1 person", _ => $"touches {c.People:N0} people" };
        var labour = c.Labour < 0.5 ? "no work" : $"{c.Labour:0} min of work";
        return new CostView(c.Total, c.Labour, c.Service, c.People, $"{people}, {labour}");
    }

    private static ProofView Tell(Proof p)
    {
        var words = p.Status switch
        {
            ProofStatus.NothingNeeded => "No path is above what the city tolerates.",
            ProofStatus.Optimal => $"Proven cheapest: no plan that meets the constraints costs less than {p.Bound:0.##}.",
            ProofStatus.Feasible => $"Meets the constraints; {p.Nearness()} (bound {p.Bound:0.##}).",
            ProofStatus.Infeasible => "No allowed plan does all that is asked for.",
            ProofStatus.Unfinished => "No plan for everything was found in the time; there may be one.",
            _ => throw new InvalidOperationException($"unknown status {p.Status}"),
        };
        return new ProofView(Names.Of(p.Status), p.Bound, p.Gap, p.Model, p.Checked, p.Conflicts, words);
    }

    private static string Lower(string words) => words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];
}
