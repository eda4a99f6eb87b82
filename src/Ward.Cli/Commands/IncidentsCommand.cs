using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

internal static class IncidentsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("incident") { Description = "Id of one incident, to see all of it", Arity = ArgumentArity.ZeroOrOne, HelpName = "INCIDENT" };
        return DataCommand.Create("incidents", "Incidents, newest first; or one with its findings, forecast and prescription", terminal,
            (parsed, client, stop) => client.Get(parsed.GetValue(id) is { } one ? "incidents/" + Uri.EscapeDataString(one) : "incidents", stop),
            (parsed, body) =>
            {
                if (parsed.GetValue(id) is null) List(terminal, body);
                else One(terminal, body);
            },
            id);
    }

    private static void List(Terminal terminal, JsonElement incidents)
    {
        var table = Cells.Table("Incident", "Severity", "Title", "About", "Findings", "Updated", "Plan");
        foreach (var row in Cells.Items(incidents))
            Cells.Row(table, Cells.Text(row, "id"), Cells.Text(row, "severity"), Cells.Text(row, "title"), Cells.Text(row, "entities"),
                Cells.Text(row, "findings"), Cells.Moment(row, "updated"), Cells.Text(row, "planState"));
        terminal.Print(table);
    }

    private static void One(Terminal terminal, JsonElement incident)
    {
        var to = terminal.Out;
        to.WriteLine($"{Cells.Text(incident, "summary", "title")} ({Cells.Text(incident, "summary", "severity")}: {Cells.Text(incident, "summary", "reason")})");
        to.WriteLine($"About: {Cells.Text(incident, "summary", "entities")}");
        to.WriteLine();
        to.WriteLine("Findings");
        foreach (var finding in Cells.Items(incident, "findings"))
        {
            to.WriteLine($"  {Cells.Moment(finding, "time")}  {Cells.Text(finding, "title")} [{Cells.Text(finding, "techniques")}]");
            if (Cells.TryField(finding, "joined", out var joined) && Cells.Text(joined, "reason") != "opened") to.WriteLine($"      joined because {Cells.Text(joined, "words")}");
            to.WriteLine($"      expected {Cells.Text(finding, "expected")}; seen {Cells.Text(finding, "seen")}");
        }

        to.WriteLine("Forecast");
        foreach (var path in Cells.Items(incident, "forecast", "paths"))
            to.WriteLine($"  {Cells.Share(path, "probability")}  {Cells.Text(path, "words")}");
        foreach (var next in Cells.Items(incident, "forecast", "outlook", "next"))
            to.WriteLine($"  next, {Cells.Share(next, "probability")}: {Cells.Text(next, "words")}");
        foreach (var service in Cells.Items(incident, "forecast", "outlook", "services"))
            to.WriteLine($"  {Cells.Text(service, "serviceName")} falls: likely {Cells.Share(service, "likely")}; at worst {Cells.Share(service, "withinDay")} in a day, {Cells.Share(service, "withinWeek")} in a week, {Cells.Share(service, "probability")} at all");
        to.WriteLine("Prescription");
        to.WriteLine($"  {Cells.Text(incident, "prescription", "line")}");
        foreach (var measure in Cells.Items(incident, "prescription", "measures"))
            to.WriteLine($"  - {Cells.Text(measure, "words")}; undone by: {Cells.Text(measure, "undo")}");
        foreach (var why in Cells.Items(incident, "prescription", "why")) to.WriteLine($"  {Cells.Text(why)}");
        foreach (var effect in Cells.Items(incident, "prescription", "effects")) to.WriteLine($"  Side effect: {Cells.Text(effect, "words")}");
        if (Cells.TryField(incident, "prescription", out var prescription) && Cells.TryField(prescription, "rehearsal", out var rehearsal) && Cells.Text(rehearsal, "seen") != "0")
            to.WriteLine($"  Over the last {Cells.Text(rehearsal, "days")} days it {Cells.Text(rehearsal, "words")}.");
        to.WriteLine($"  Proof: {Cells.Text(incident, "prescription", "proof", "words")}");
        foreach (var conflict in Cells.Items(incident, "prescription", "proof", "conflicts")) to.WriteLine($"  Conflict: {Cells.Text(conflict)}");
        foreach (var other in Cells.Items(incident, "prescription", "alternatives"))
            to.WriteLine($"  Instead: {Measures(other)} ({Cells.Text(other, "words")}; worst risk left {Cells.Share(other, "worstResidual")})");
        to.WriteLine($"  If nothing is done: {Cells.Text(incident, "prescription", "ifNothing")}");
        foreach (var plan in Cells.Items(incident, "plans"))
            to.WriteLine($"Plan {Cells.Text(plan, "id")}: {Cells.Text(plan, "stateWords")} ({Cells.Text(plan, "reason")})");
    }

    private static string Measures(JsonElement plan) => string.Join("; ", Cells.Items(plan, "measures").Select(m => Cells.Text(m, "words"))) is { Length: > 0 } words ? words : "nothing";
}
