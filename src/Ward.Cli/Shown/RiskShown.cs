using System.Globalization;
using System.Text.Json;
using Ward.City;
using Ward.Predict;
using Ward.Predict.Risks;

namespace Ward.Cli.Shown;

/// <summary>What a city risks a year, alone or before and after a change.</summary>
internal static class RiskShown
{
    /// <param name="after">Null where nothing is changed.</param>
    /// <param name="change">What is changed, in words.</param>
    public static void Show(Terminal terminal, CityModel city, AnnualRisk before, AnnualRisk? after, IReadOnlyList<string> change, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                city = city.Id.Value, city.Version, before = Told(before), after = after is null ? null : Told(after), change, assumptions = before.Assumptions.InWords(),
            }, JsonShape.Indented));
            return;
        }

        Table(terminal, city, before);
        if (after is not null)
        {
            terminal.Out.WriteLine($"And with: {string.Join("; ", change)}");
            Table(terminal, city, after);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The city's mean loss falls from {Money(before.City.Mean)} to {Money(after.City.Mean)} a year."));
        }

        var curve = Cells.Table(["Years that lose more", .. after is null ? (string[])["Loss"] : ["Loss", "With the change"]]);
        foreach (var (i, point) in before.City.Exceedance.Index())
            Cells.Row(curve, [PlainText.Percent(point.Share), Money(point.Loss), .. after is null ? (string[])[] : [Money(after.City.Exceedance[i].Loss)]]);
        terminal.Print(curve);
        terminal.Out.WriteLine("This rests on:");
        foreach (var line in before.Assumptions.InWords()) terminal.Out.WriteLine($"- {line}");
    }

    private static void Table(Terminal terminal, CityModel city, AnnualRisk risk)
    {
        var table = Cells.Table("Service", "Falls a year", "Any loss", "Mean", "±", "Half", "Nine in ten", "19 in 20", "Persons at risk", "Citizen hours");
        foreach (var loss in risk.Services.OrderByDescending(l => l.Mean).ThenByDescending(l => l.Persons)) Row(city.Find(loss.Service!.Value) is { Name.Length: > 0 } named ? named.Name : loss.Service.Value.Value, loss);
        Row("The city", risk.City);
        terminal.Print(table);

        void Row(string name, AnnualLoss l) => Cells.Row(
            table, name, l.Falls.ToString("0.####", CultureInfo.InvariantCulture), PlainText.Percent(l.AnyLoss), Money(l.Mean), Money(l.StandardError), Money(l.P50), Money(l.P90), Money(l.P95),
            l.Persons.ToString("0.###", CultureInfo.InvariantCulture), Money(l.CitizenHours));
    }

    private static object Told(AnnualRisk risk) => new { services = risk.Services.Select(Told), city = Told(risk.City) };

    private static object Told(AnnualLoss l) => new
    {
        service = l.Service?.Value, l.Falls, l.AnyLoss, l.Mean, l.StandardError, l.P50, l.P90, l.P95, l.Persons, l.CitizenHours, exceedance = l.Exceedance,
    };

    internal static string Money(double value) => value.ToString(Math.Abs(value) < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
}
