using System.Globalization;
using System.Text.Json;
using Ward.City;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Rehearsals;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>A prescription: what to do, what it costs whom, how sure it is, and what is left.</summary>
internal static class PrescriptionShown
{
    /// <param name="rehearsal">What it would have done to observed conversations, or null where none are known.</param>
    public static void Show(Terminal terminal, CityModel city, Prescription plan, Rehearsal? rehearsal, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                city = city.Id.Value, plan.CityVersion, plan.Hash,
                measures = plan.Measures.Select(m => new { m.Key, m.Countermeasure, by = m.By?.Value, owner = m.By is null ? Keepers.Of(m, city) : null, lead = m.Lead, words = Sentences.Of(m, city), undo = m.Inverse }),
                plan.Cost,
                effects = plan.Effects.Select(e => new { service = e.Service.Value, e.Remaining, e.Citizens, e.Words }),
                left = plan.Residual.Select(r => new { service = r.Service.Value, r.Before, r.After, r.Tolerated }),
                proof = new { status = Word(plan.Proof.Status), plan.Proof.Bound, plan.Proof.Gap, plan.Proof.Model, plan.Proof.Checked, plan.Proof.Conflicts },
                alternatives = plan.Alternatives.Select(a => new { measures = a.Measures.Select(m => m.Key), a.Cost, a.WorstResidual, a.Words }),
                plan.Why, plan.IfNothing,
                observed = rehearsal is null ? null : new { rehearsal.Seen, rehearsal.Cut, rehearsal.Sessions, rehearsal.Critical, rehearsal.Words, flows = rehearsal.Flows.Select(f => new { src = f.Flow.Source.ToString(), dst = f.Flow.Destination.ToString(), f.Flow.Port, f.Flow.Count, by = f.By.Key, services = f.Services.Select(s => s.Value), critical = f.IsCritical }) },
            }, JsonShape.Indented));
            return;
        }

        var to = terminal.Out;
        to.WriteLine(plan.Measures.Count == 0 ? "Nothing is to be done." : "To be done");
        foreach (var measure in plan.Measures)
            Line($"{Sentences.Upper(Sentences.Of(measure, city))} ({measure.Countermeasure}){(measure.By is null ? string.Create(CultureInfo.InvariantCulture, $": {Keepers.Of(measure, city)}, takes {Math.Max(0.25, measure.Lead):0.##} h") : "")}");
        Line(string.Create(CultureInfo.InvariantCulture, $"It costs {plan.Cost.Labour:0.#} minutes of work, and services lose what {plan.Cost.Service:0.#} more are worth; {plan.Cost.People:N0} citizens notice."));
        Line(Proven(plan.Proof));
        foreach (var effect in plan.Effects) Line(effect.Words);
        if (rehearsal is not null) Line(string.Create(CultureInfo.InvariantCulture, $"Of {rehearsal.Seen:N0} observed conversations it {rehearsal.Words}."));
        foreach (var conflict in plan.Proof.Conflicts) Line(conflict);
        if (plan.Residual.Count > 0)
        {
            var left = Cells.Table("Service", "Before", "After", "Tolerated");
            foreach (var r in plan.Residual) Cells.Row(left, city.Find(r.Service) is { Name.Length: > 0 } s ? s.Name : r.Service.Value, PlainText.Percent(r.Before), PlainText.Percent(r.After), PlainText.Percent(r.Tolerated));
            terminal.Print(left);
        }

        to.WriteLine("Why");
        foreach (var why in plan.Why) Line(why);
        if (plan.Alternatives.Count > 0) to.WriteLine("Otherwise");
        foreach (var other in plan.Alternatives) Line(other.Words);
        to.WriteLine("If nothing is done");
        Line(plan.IfNothing);

        void Line(string words) => to.WriteLine("  " + Printable.Of(words));
    }

    private static string Word(ProofStatus status) => status switch
    {
        ProofStatus.NothingNeeded => "nothing-needed",
        ProofStatus.Optimal => "optimal",
        ProofStatus.Feasible => "feasible",
        ProofStatus.Infeasible => "infeasible",
        ProofStatus.Unfinished => "unfinished",
        _ => throw new InvalidOperationException($"unknown status {status}"),
    };

    private static string Proven(Proof proof) => proof.Status switch
    {
        ProofStatus.NothingNeeded => "No service is above what it tolerates.",
        ProofStatus.Optimal => "Proven: no cheaper set of changes does it.",
        ProofStatus.Feasible => $"Not proven to be the cheapest: {proof.Nearness()}.",
        ProofStatus.Infeasible => "Not all that is asked for can be had.",
        ProofStatus.Unfinished => "No plan for everything was found in the time; there may be one.",
        _ => throw new InvalidOperationException($"unknown status {proof.Status}"),
    };
}
