using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>What a person decides about plans.</summary>
internal static class DecisionCommands
{
    public static Command Approve(Terminal terminal)
    {
        var plan = Plan();
        var hash = new Option<string?>("--hash") { Description = "Approve only if the plan still has this hash (default: the plan as it is shown now)", HelpName = "HASH" };
        return DataCommand.Create("approve", "Approve a plan that waits; it is carried out when enough persons have", terminal,
            async (parsed, client, stop) =>
            {
                var path = "plans/" + Uri.EscapeDataString(parsed.GetValue(plan)!);
                var bound = parsed.GetValue(hash);
                if (bound is null)
                {
                    // An approval binds to what the person saw: so the plan is shown, and its hash is the one that is sent.
                    var answer = await client.Get(path, stop).ConfigureAwait(false);
                    if (answer is not Answer.Given shown) return answer;
                    if (!parsed.GetValue(ServerOptions.Json)) PlansCommand.One(terminal, shown.Body);
                    bound = Cells.Text(shown.Body, "hash");
                }

                return await client.Post(path + "/approve", new { hash = bound }, stop).ConfigureAwait(false);
            },
            (_, body) => Done(terminal, body), plan, hash);
    }

    public static Command Reject(Terminal terminal)
    {
        var (plan, reason) = (Plan(), Reason());
        return DataCommand.Create("reject", "Reject a plan that waits", terminal,
            (parsed, client, stop) => client.Post($"plans/{Uri.EscapeDataString(parsed.GetValue(plan)!)}/reject", new { reason = parsed.GetValue(reason) }, stop),
            (_, body) => Done(terminal, body), plan, reason);
    }

    public static Command Undo(Terminal terminal)
    {
        var (plan, reason) = (Plan(), Reason());
        return DataCommand.Create("undo", "End now what a plan has put in force", terminal,
            (parsed, client, stop) => client.Post($"plans/{Uri.EscapeDataString(parsed.GetValue(plan)!)}/undo", new { reason = parsed.GetValue(reason) }, stop),
            (_, body) => Done(terminal, body), plan, reason);
    }

    public static Command StepDone(Terminal terminal)
    {
        var (plan, reason) = (Plan(), Reason());
        var step = new Argument<int>("step") { Description = "Number of the manual step, as 'ward plans PLAN' shows it", HelpName = "STEP" };
        return DataCommand.Create("done", "Say that a person has carried out a manual step of a plan", terminal,
            (parsed, client, stop) => client.Post(
                string.Create(CultureInfo.InvariantCulture, $"plans/{Uri.EscapeDataString(parsed.GetValue(plan)!)}/steps/{parsed.GetValue(step)}/done"), new { reason = parsed.GetValue(reason) }, stop),
            (_, body) => Done(terminal, body), plan, step, reason);
    }

    public static Command Resume(Terminal terminal)
    {
        var reason = Reason();
        return DataCommand.Create("resume", "Let automatic action begin again after the kill switch or the circuit breaker", terminal,
            (parsed, client, stop) => client.Post("resume", new { reason = parsed.GetValue(reason) }, stop),
            (_, body) => Done(terminal, body), reason);
    }

    private static Argument<string> Plan() => new("plan") { Description = "Id of the plan, as 'ward plans' shows it", HelpName = "PLAN" };

    private static Option<string> Reason() => new("--reason") { Description = "Why, for the journal", DefaultValueFactory = _ => "from the command line", HelpName = "TEXT" };

    private static void Done(Terminal terminal, JsonElement body)
    {
        terminal.Out.WriteLine(Cells.Text(body, "words"));
        if (Cells.TryField(body, "missing", out var missing) && missing.TryGetInt32(out var more) && more > 0)
            terminal.Out.WriteLine(more == 1 ? "One more approval is needed." : $"{more} more approvals are needed.");
    }
}
