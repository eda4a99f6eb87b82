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
            to.WriteLine($"  - step {Cells.Text(step, "number")}, for a person: {Cells.Text(step, "words")} ({(Cells.Text(step, "doneBy") is var by && by != Cells.None ? $"done by {by}" : "not yet done")})");
        foreach (var transition in Cells.Items(plan, "history"))
            to.WriteLine($"  {Cells.Moment(transition, "at")}  {Cells.Text(transition, "to")} by {Cells.Text(transition, "by")}: {Cells.Text(transition, "reason")}");
    }
}
