using System.Globalization;
using System.Text.Json;
using Ward.City;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Risks;

namespace Ward.Cli.Shown;

/// <summary>A forecast, alone or beside another.</summary>
internal static class ForecastShown
{
    public static void Show(Terminal terminal, CityModel city, Forecast forecast, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                city = city.Id.Value, city.Version,
                footholds = forecast.Footholds.Select(f => new { where = f.Where.ToString(), zone = f.Zone.Value, privilege = f.Privilege?.ToString().ToLowerInvariant(), f.Belief, f.Because }),
                paths = forecast.Paths.Select(p => new
                {
                    service = p.Goal.Value, p.Probability, tolerated = city.Find(p.Goal)?.Tolerated, p.Hours, p.Words,
                    steps = p.Steps.Select(s => new { s.From, s.To, s.Technique, s.Probability, s.Hours, flow = s.Flow?.Value, exposure = s.Exposure?.Value, account = s.Account?.Value }),
                }),
                outlook = forecast.Outlook is { } told ? Told(told) : null,
            }, JsonShape.Indented));
            return;
        }

        var footholds = Cells.Table("He is at", "Believed");
        foreach (var foothold in forecast.Footholds) Cells.Row(footholds, $"{foothold.Where}{(foothold.Privilege is { } held ? $" as {held.ToString().ToLowerInvariant()}" : "")}", PlainText.Percent(foothold.Belief));
        terminal.Print(footholds);
        if (forecast.Paths.Count == 0)
        {
            terminal.Out.WriteLine("No way from there to a service is worth telling.");
            return;
        }

        var paths = Cells.Table("Service", "Chance", "Tolerated", "Hours", "How");
        foreach (var path in forecast.Paths)
            Cells.Row(paths, Name(city, path.Goal), PlainText.Percent(path.Probability), PlainText.Percent(city.Find(path.Goal)!.Tolerated), path.Hours.ToString("0.#", CultureInfo.InvariantCulture), path.Words);
        terminal.Print(paths);
        if (forecast.Outlook is { } outlook) Show(terminal, city, outlook);
    }

    private static void Show(Terminal terminal, CityModel city, Outlook outlook)
    {
        var next = Cells.Table("Next", "Chance", "In about");
        foreach (var step in outlook.Next) Cells.Row(next, step.Words, PlainText.Percent(step.Probability), Hours(step.Hours));
        terminal.Print(next);
        var when = Cells.Table("Service falls", "Likely", "At worst", "±", "In an hour", "In a day", "In a week", "Fast", "Usual", "Slow");
        foreach (var s in outlook.Services)
            Cells.Row(when, Name(city, s.Service), PlainText.Percent(s.Likely), PlainText.Percent(s.Probability), PlainText.Percent(s.StandardError), PlainText.Percent(s.WithinHour), PlainText.Percent(s.WithinDay), PlainText.Percent(s.WithinWeek), Hours(s.Fast), Hours(s.Usual), Hours(s.Slow));
        terminal.Print(when);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outlook.Trials} simulated attackers, each followed for {outlook.Horizon / 24:0.#} days, over all ways together. At worst, and all hours: an attacker who tries everything that he can reach, all at once; fast, usual and slow are the tenth, the half and nine tenths of those who get there. Likely: corrected by how attackers fared who do one thing after the other, tire and mostly want something else (docs/guide/forecast.md)."));
    }

    private static object Told(Outlook outlook) => new
    {
        outlook.Trials, outlook.Horizon,
        services = outlook.Services.Select(s => new
        {
            service = s.Service.Value, s.Probability, s.StandardError, s.Likely, s.LikelyAfter, s.WithinHour, s.WithinDay, s.WithinWeek, s.Fast, s.Usual, s.Slow,
        }),
        next = outlook.Next.Select(n => new { asset = n.Asset?.Value, service = n.Service?.Value, n.Technique, n.Probability, n.Hours, account = n.Account?.Value, n.Words }),
    };

    /// <summary>What every forecast rests on besides the city's file.</summary>
    public static void Assumptions(Terminal terminal, StepPriors priors)
    {
        var table = Cells.Table("Step", "Mean hours", "Spread", "Rests on");
        foreach (var estimate in StepTimes.Table(priors))
            Cells.Row(table, estimate.Step, double.IsNaN(estimate.Hours.Mean) ? "of the city" : estimate.Hours.Mean.ToString("0.##", CultureInfo.InvariantCulture), estimate.Hours.Spread.ToString("0.##", CultureInfo.InvariantCulture), estimate.Why);
        terminal.Print(table);
    }

    private static string Hours(double hours) => hours switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, hours * 60):0} min"),
        < 48 => string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{hours / 24:0.#} d"),
    };

    /// <summary>The most probable way to each service, in the city as it is and as it would be.</summary>
    /// <param name="years">What a year costs before and after; null where it was not asked for.</param>
    public static void Compare(Terminal terminal, CityModel city, Forecast before, Forecast after, (AnnualRisk Before, AnnualRisk After)? years, bool json)
    {
        var rows = city.Services.Select(s => (Service: s, Before: Worst(before, s.Id), After: Worst(after, s.Id))).Where(r => r.Before is not null || r.After is not null)
            .OrderByDescending(r => r.Before?.Probability ?? 0).ToList();
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                city = city.Id.Value, city.Version,
                services = rows.Select(r => new { service = r.Service.Id.Value, r.Service.Tolerated, before = r.Before?.Probability ?? 0, after = r.After?.Probability ?? 0, wayBefore = r.Before?.Words, way = r.After?.Words }),
                year = years is var (was, will) ? new { before = was.City.Mean, after = will.City.Mean, services = was.Services.Zip(will.Services).Select(s => new { service = s.First.Service!.Value.Value, before = s.First.Mean, after = s.Second.Mean }) } : null,
            }, JsonShape.Indented));
            return;
        }

        if (rows.Count == 0)
        {
            terminal.Out.WriteLine("No way from there to a service is worth telling, before or after.");
            Year();
            return;
        }

        var table = Cells.Table("Service", "Before", "After", "Tolerated", "The likeliest way");
        foreach (var (service, was, will) in rows)
            Cells.Row(table, Name(city, service.Id), Chance(was), Chance(will), PlainText.Percent(service.Tolerated), Way(was, will));
        terminal.Print(table);
        var held = rows.Count(r => (r.After?.Probability ?? 0) > r.Service.Tolerated);
        terminal.Out.WriteLine(held == 0 ? "Every service would be within what it tolerates." : $"{held} of {rows.Count} services would be above what they tolerate: 'ward prescribe' tells what is missing.");

        Year();

        void Year()
        {
            if (years is not var (was, will)) return;
            var costs = Cells.Table("A year", "Before", "After");
            foreach (var (one, other) in was.Services.Zip(will.Services).Where(s => s.First.Falls > 0 || s.Second.Falls > 0)) Cells.Row(costs, Name(city, one.Service!.Value), RiskShown.Money(one.Mean), RiskShown.Money(other.Mean));
            Cells.Row(costs, "The city", RiskShown.Money(was.City.Mean), RiskShown.Money(will.City.Mean));
            terminal.Print(costs);
            terminal.Out.WriteLine("Means of simulated years; 'ward city risk' tells what they rest on.");
        }

        static string Way(AttackPath? was, AttackPath? will) => (was?.Words, will?.Words) switch
        {
            (null, null) => Cells.None,
            ({ } before, null) => $"before: {before}; after: none worth telling",
            (null, { } after) => $"before: none worth telling; after: {after}",
            var (before, after) when before == after => before!,
            var (before, after) => $"before: {before}; after: {after}",
        };

        static string Chance(AttackPath? path) => path is null ? Cells.None : PlainText.Percent(path.Probability);
    }

    private static AttackPath? Worst(Forecast forecast, ServiceId service) => forecast.Paths.Where(p => p.Goal == service).MaxBy(p => p.Probability);

    private static string Name(CityModel city, ServiceId id) => city.Find(id) is { Name.Length: > 0 } service ? service.Name : id.Value;
}
