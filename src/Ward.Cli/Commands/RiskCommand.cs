using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward risk: entities by risk, and why.</summary>
internal static class RiskCommand
{
    public static Command Create(Terminal terminal)
    {
        var limit = new Option<int>("--limit") { Description = "How many entities (1 to 500)", DefaultValueFactory = _ => 20, HelpName = "N" };
        var reasons = new Option<bool>("--reasons") { Description = "Every reason, not the first alone" };
        return DataCommand.Create("risk", "Entities by risk, most first, with what it comes from", terminal,
            (parsed, client, stop) => client.Get(string.Create(CultureInfo.InvariantCulture, $"risk?limit={parsed.GetValue(limit)}"), stop),
            (parsed, body) => Show(terminal, body, parsed.GetValue(reasons)),
            limit, reasons);
    }

    private static void Show(Terminal terminal, JsonElement book, bool all)
    {
        var table = Cells.Table("Points", "Kind", "Entity", "Because", "Last");
        foreach (var risk in Cells.Items(book, "highest"))
        {
            var because = Cells.Items(risk, "reasons").Select(Because).ToList();
            Cells.Row(table, Points(risk), Cells.Text(risk, "entity", "kind"), Cells.Text(risk, "entity"), because.FirstOrDefault(Cells.None) + (all || because.Count < 2 ? "" : $"; and {because.Count - 1} more"), Cells.Moment(risk, "last"));
            if (!all) continue;
            foreach (var reason in because.Skip(1)) Cells.Row(table, "", "", "", reason, "");
        }

        terminal.Print(table);
        terminal.Out.WriteLine($"{Cells.Text(book, "entities")} remembered; {Cells.Text(book, "threshold")} points of small signs make a finding; half is left after {Cells.Text(book, "halfLifeHours")} h; {Cells.Text(book, "evicted")} given up for lack of room");
    }

    private static string Because(JsonElement reason) => $"{Points(reason)}: {Cells.Text(reason, "title")} ({Cells.Text(reason, "severity")} {Cells.Text(reason, "meaning")}, {Cells.Text(reason, "times")}x, {Cells.Text(reason, "incident")})";

    private static string Points(JsonElement element) => Cells.TryField(element, "points", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("0.#", CultureInfo.InvariantCulture) : Cells.None;
}
