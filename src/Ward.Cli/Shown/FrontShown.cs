using System.Globalization;
using System.Text.Json;
using Ward.City;
using Ward.Predict;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>For how much how much less would be lost, and which plan is the best within a budget.</summary>
internal static class FrontShown
{
    private const string About = "A service counts as lost with the probability of its single likeliest way, for a day. Ways that only together are likely are not added up, so the true loss can be higher; a plan between two of these can be better than both.";

    public static int Show(Terminal terminal, CityModel city, IReadOnlyList<LossPlan> front, double budget, bool json)
    {
        var best = LossPlan.Within(front, budget);
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                city = city.Id.Value, city.Version, budget,
                plans = front.Select(p => new { measures = p.Measures.Select(m => m.Key), p.Cost, p.Loss, p.Proven, chosen = ReferenceEquals(p, best) }),
                about = About,
            }, JsonShape.Indented));
            return Exit.Done;
        }

        var to = terminal.Out;
        if (front.Count == 0)
        {
            to.WriteLine("No service is above what it tolerates.");
            return Exit.Done;
        }

        var table = Cells.Table("", "Costs", "Still lost", "Proven", "What is done");
        foreach (var plan in front)
            Cells.Row(
                table, ReferenceEquals(plan, best) ? "*" : "", Number(plan.Cost.Total), front[0].Loss > 0 ? PlainText.Percent(plan.Loss / front[0].Loss) : Cells.None, plan.Proven ? "yes" : "no",
                plan.Measures.Count == 0 ? "nothing" : string.Join("; ", plan.Measures.Select(m => Sentences.Of(m, city))));
        terminal.Print(table);
        to.WriteLine(best is { Measures.Count: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"* leaves least within {Number(budget)}: {PlainText.Percent(best.Loss / front[0].Loss)} of what can be expected to be lost if nothing is done.")
            : $"Within {Number(budget)} nothing of this can be done.");
        to.WriteLine("  " + Printable.Of(About));
        return Exit.Done;
    }

    private static string Number(double n) => n.ToString("#,0.#", CultureInfo.InvariantCulture);
}
