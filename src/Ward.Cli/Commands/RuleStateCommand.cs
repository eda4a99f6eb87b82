using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward rules state: what the live engine knows of its rules.</summary>
internal static class RuleStateCommand
{
    public static Command Create(Terminal terminal) => DataCommand.Create("state", "What the watch knows of its rules: refused, waiting, filters, what correlations hold and gave up, what costs most", terminal, (_, client, stop) => client.Get("rules", stop), (_, rules) =>
    {
        terminal.Out.WriteLine($"{Cells.Text(rules, "rules")} rules and {Cells.Text(rules, "correlations")} correlations in force; {Cells.Text(rules, "events")} events, {Cells.Text(rules, "hits")} times satisfied; {Cells.Text(rules, "refusedInAll")} refused");
        foreach (var refused in Cells.Items(rules, "refused")) terminal.Out.WriteLine($"refused  {Cells.Text(refused, "file")}:{Cells.Text(refused, "line")} {Cells.Text(refused, "field")}: {Cells.Text(refused, "reason")}");
        foreach (var waiting in Cells.Items(rules, "waiting")) terminal.Out.WriteLine($"waits    {Cells.Text(waiting, "title")} for {Cells.Text(waiting, "placeholders")}");
        foreach (var filter in Cells.Items(rules, "filters")) terminal.Out.WriteLine($"filter   {Cells.Text(filter, "title")} of {Cells.Text(filter, "owner")} until {Cells.Text(filter, "until")}: {Cells.Text(filter, "state")}");
        var table = Cells.Table("Correlation", "Groups", "Bytes", "Given up", "Late", "Without group", "Without value", "Told again");
        foreach (var c in Cells.Items(rules, "counting"))
            Cells.Row(table, Cells.Text(c, "title"), Cells.Text(c, "groups"), Cells.Text(c, "bytes"), Cells.Text(c, "evicted"), Cells.Text(c, "late"), Cells.Text(c, "withoutGroup"), Cells.Text(c, "withoutValue"), Cells.Text(c, "revised"));
        terminal.Print(table);
        Dearest(terminal, rules);
        terminal.Out.WriteLine($"indicators: {Cells.Text(rules, "indicators", "hits")} hits, {Cells.Text(rules, "indicators", "old")} too old, {Cells.Text(rules, "indicators", "undecided")} undecided; {Cells.Text(rules, "indicators", "neverBlockUnreadable")} never-block entries that are none");
    });

    private static void Dearest(Terminal terminal, JsonElement rules)
    {
        if (!Cells.Items(rules, "dearest").Any()) return;
        var table = Cells.Table("Dearest rules", "ns/event", "Share", "Evaluated", "Matched");
        foreach (var c in Cells.Items(rules, "dearest")) Cells.Row(table, Cells.Text(c, "title"), Number(c, "nanoseconds", "n0"), Number(c, "share", "p0"), Number(c, "evaluated", "p1"), Cells.Text(c, "matched"));
        terminal.Print(table);
        terminal.Out.WriteLine($"conditions cost {Number(rules, "nanoseconds", "n0")} ns an event, over {Cells.Text(rules, "sampled")} events, one in 61 since the rules were taken into use");
    }

    private static string Number(JsonElement of, string name, string format) => of.GetProperty(name).GetDouble().ToString(format, CultureInfo.InvariantCulture);
}
