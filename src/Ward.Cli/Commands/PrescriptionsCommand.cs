using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward prescriptions replay: a past decision on the model of its moment, and on today's.</summary>
internal static class PrescriptionsCommand
{
    /// <summary>Each of two choices may take its time.</summary>
    private static readonly TimeSpan ForAReplay = TimeSpan.FromMinutes(2);

    public static Command Create(Terminal terminal) => new("prescriptions", "What was prescribed, and whether it would be again") { Replay(terminal) };

    private static Command Replay(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Id of the prescription, which is that of its plan ('ward plans')", HelpName = "ID" };
        var choose = new Option<bool>("--choose") { Description = "Make the choice again, too, on both models" };
        return DataCommand.Create("replay", "Look at a past decision on the city of its moment and on today's", terminal,
            (parsed, client, stop) => client.Get($"plans/{Uri.EscapeDataString(parsed.GetValue(id)!)}/replay?choose={(parsed.GetValue(choose) ? "true" : "false")}", stop, ForAReplay),
            (_, body) => Show(terminal, body), id, choose);
    }

    private static void Show(Terminal terminal, JsonElement replay)
    {
        var to = terminal.Out;
        to.WriteLine($"{Cells.Text(replay, "id")}, incident {Cells.Text(replay, "incident")} revision {Cells.Text(replay, "revision")}, {Cells.Moment(replay, "at")} UTC, city version {Cells.Text(replay, "cityVersion")}");
        Plan(terminal, replay, "It was", "");
        if (Cells.Text(replay, "problem") is var problem && problem != Cells.None) to.WriteLine(problem);
        On(terminal, replay, "moment", "On the model of its moment");
        On(terminal, replay, "today", "On today's model");
        if (Cells.TryField(replay, "moment", out _) && !Cells.TryField(replay, "today", out _)) to.WriteLine("Today's model is still that of its moment.");
    }

    private static void On(Terminal terminal, JsonElement replay, string name, string title)
    {
        if (!Cells.TryField(replay, name, out var on)) return;
        terminal.Out.WriteLine($"{title} ({Cells.Text(on, "cityVersion")})");
        foreach (var line in Cells.Items(on, "words")) terminal.Out.WriteLine($"  {Cells.Text(line)}");
        if (Cells.TryField(on, "again", out var again)) Plan(terminal, again, "Now it is", "  ");
        foreach (var r in Cells.Items(on, "residual"))
            terminal.Out.WriteLine($"  {Cells.Text(r, "serviceName")}: {Percent(r, "before")} without it, {Percent(r, "after")} with it, {Percent(r, "tolerated")} tolerated");
    }

    private static void Plan(Terminal terminal, JsonElement plan, string begin, string indent)
    {
        var measures = string.Join("; ", Cells.Items(plan, "measures").Select(m => Cells.Text(m)));
        terminal.Out.WriteLine($"{indent}{begin} {Cells.Text(plan, "status")}, cost {Number(plan, "cost")}, bound {Number(plan, "bound")}, gap {Percent(plan, "gap")}: {(measures.Length > 0 ? measures : "nothing")}");
    }

    private static string Number(JsonElement element, string name) => Cells.TryField(element, name, out var value) && value.TryGetDouble(out var number) ? number.ToString("0.##", CultureInfo.InvariantCulture) : Cells.None;

    private static string Percent(JsonElement element, string name) => Cells.TryField(element, name, out var value) && value.TryGetDouble(out var number) ? number.ToString("0.##%", CultureInfo.InvariantCulture) : Cells.None;
}
