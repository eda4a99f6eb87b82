using System.Globalization;
using System.Text.Json;
using Ward.City;
using Ward.Predict;
using Ward.Prescribe.Standing;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>The changes that lower what a city can expect to lose: what each lowers, what it costs, who is to do it by when, and why.</summary>
internal static class StandingShown
{
    public static void Show(Terminal terminal, CityModel city, StandingPlan plan, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                city = city.Id.Value, plan.CityVersion, plan.At, plan.Before, plan.After, plan.Cost, plan.Budget,
                changes = plan.Changes.Select(c => new { c.Measure.Key, c.Measure.Countermeasure, c.Words, c.Lowers, c.Cost, c.Owner, c.Due, by = c.Measure.By?.Value, c.Why, c.Undo }),
                risks = plan.Risks.Select(r => new { service = r.Service.Value, r.Before, r.After, r.Likeliest, r.Way }),
                plan.Model,
            }, JsonShape.Indented));
            return;
        }

        var to = terminal.Out;
        if (plan.Changes.Count == 0)
        {
            to.WriteLine(plan.Before > 0 ? "No change that may be made within the budget lowers what the city can expect to lose." : "Nothing of the city is worth naming that an attacker could reach.");
        }
        else
        {
            var table = Cells.Table("", "Change", "Lowers", "Costs", "Who", "By");
            for (var i = 0; i < plan.Changes.Count; i++)
            {
                var change = plan.Changes[i];
                Cells.Row(table, Number(i + 1), change.Words, plan.Before > 0 ? PlainText.Percent(change.Lowers / plan.Before) : Cells.None, $"{Number(change.Cost)} min", change.Owner, change.Due.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            terminal.Print(table);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Together they lower what the city can expect to lose in a month by {PlainText.Percent((plan.Before - plan.After) / plan.Before)}, and cost {plan.Cost:N0} of {plan.Budget:N0} minutes."));
            to.WriteLine("Why");
            for (var i = 0; i < plan.Changes.Count; i++)
                foreach (var why in plan.Changes[i].Why) Line($"{Number(i + 1)}. {why}");
        }

        if (plan.Risks.Count > 0)
        {
            to.WriteLine("What is at risk");
            var risks = Cells.Table("Service", "Likeliest", "Left of its risk", "How");
            foreach (var risk in plan.Risks) Cells.Row(risks, city.Find(risk.Service) is { Name.Length: > 0 } s ? s.Name : risk.Service.Value, PlainText.Percent(risk.Likeliest), PlainText.Percent(risk.After / risk.Before), risk.Way);
            terminal.Print(risks);
        }

        to.WriteLine("What the figures are about");
        Line(plan.Model);

        void Line(string words) => to.WriteLine("  " + Printable.Of(words));
    }

    private static string Number(double n) => n.ToString("#,0.#", CultureInfo.InvariantCulture);
}
