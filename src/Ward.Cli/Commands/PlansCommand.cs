using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

internal static class PlansCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("plan") { Description = "Id of one plan, to see all of it", Arity = ArgumentArity.ZeroOrOne, HelpName = "PLAN" };
        return DataCommand.Create("plans", "Plans, newest first; or one with its actions and history", terminal,
            (parsed, client, stop) => client.Get(parsed.GetValue(id) is { } one ? "plans/" + Uri.EscapeDataString(one) : "plans", stop),
            (parsed, body) =>
            {
                if (parsed.GetValue(id) is null) List(terminal, body);
                else One(terminal, body);
            },
            id);
    }

    private static void List(Terminal terminal, JsonElement plans)
    {
        var table = Cells.Table("Plan", "Incident", "State", "What", "Approvals", "Until", "Lapses");
        foreach (var plan in Cells.Items(plans))
            Cells.Row(table, Cells.Text(plan, "id"), Cells.Text(plan, "incident"), Cells.Text(plan, "stateWords"), Cells.Text(plan, "line"),
                $"{Cells.Items(plan, "approvedBy").Count()} of {Cells.Text(plan, "approvalsNeeded")}", Cells.Moment(plan, "until"), Cells.Moment(plan, "lapses"));
        terminal.Print(table);
    }

    internal static void One(Terminal terminal, JsonElement plan)
    {
        var to = terminal.Out;
        to.WriteLine($"Plan {Cells.Text(plan, "id")}: {Cells.Text(plan, "stateWords")}");
        to.WriteLine($"  {Cells.Text(plan, "line")}");
        to.WriteLine($"  Cost: {Cells.Text(plan, "cost", "words")}");
        to.WriteLine($"  Because: {Cells.Text(plan, "reason")}");
        to.WriteLine($"  Hash: {Cells.Text(plan, "hash")}");
        if (Cells.Moment(plan, "lapses") is var lapses && lapses != Cells.None) to.WriteLine($"  Lapses: {lapses} UTC, unless it is approved before");
        foreach (var action in Cells.Items(plan, "actions"))
            to.WriteLine($"  - {Cells.Text(action, "words")} at {Cells.Text(action, "element")} until {Cells.Moment(action, "until")} UTC: {Cells.Text(action, "state")}; undone by: {Cells.Text(action, "inverse")}");
        foreach (var step in Cells.Items(plan, "manualSteps"))
            to.WriteLine($"  - step {Cells.Text(step, "number")}, for a person: {Cells.Text(step, "words")} ({State(terminal, step)})");
        foreach (var transition in Cells.Items(plan, "history"))
            to.WriteLine($"  {Cells.Moment(transition, "at")}  {Cells.Text(transition, "to")} by {Cells.Text(transition, "by")}: {Cells.Text(transition, "reason")}");
    }

    /// <summary>Who does it by when, whether somebody says that it is done, and whether the city's own sources show it.</summary>
    private static string State(Terminal terminal, JsonElement step)
    {
        var (owner, by) = (Cells.Text(step, "owner"), Cells.Text(step, "doneBy"));
        var isShown = Cells.TryField(step, "inForce", out var shown) ? shown.ValueKind == JsonValueKind.True : (bool?)null;
        var isDue = Cells.TryField(step, "due", out var due) && due.TryGetDateTimeOffset(out var moment) && moment < terminal.Clock.GetUtcNow();
        var words = new List<string>();
        if (owner != Cells.None) words.Add($"for {owner}");
        if (by != Cells.None) words.Add($"done by {by}");
        else if (Cells.Moment(step, "due") is var until && until != Cells.None) words.Add(isDue ? $"OVERDUE since {until} UTC" : $"due {until} UTC");
        else words.Add("not yet done");
        words.Add(isShown switch { true => "in force, as the city's sources show", false => "the city's sources show that it is not in force", null => "no source can tell whether it is in force" });
        return string.Join(", ", words);
    }
}
