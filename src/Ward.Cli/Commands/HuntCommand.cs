using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward hunt: rules, a search, indicators or a baseline over stored history. The server hunts; this shows it, and stops it with Ctrl-C so that it can go on.</summary>
internal static class HuntCommand
{
    private static readonly TimeSpan ToPause = TimeSpan.FromSeconds(5);

    public static Command Create(Terminal terminal)
    {
        var rules = new Argument<string[]>("rules") { Description = "Files, folders or archives of Sigma rules, correlations included", HelpName = "RULES", Arity = ArgumentArity.ZeroOrMore };
        var rule = new Option<string?>("--rule") { Description = "Instead of files: one rule of the live watch, by its id", HelpName = "ID" };
        var query = new Option<string?>("--query") { Description = "A search, alone or beside rules: every event that fits is a finding", HelpName = "QUERY" };
        var indicators = new Option<string[]>("--indicators") { Description = "A file of indicators: a value a line, CSV with a column 'indicator', 'ioc' or 'value', a STIX 2.1 bundle or MISP events; may stand more than once", HelpName = "FILE" };
        var feeds = new Option<string[]>("--feed") { Description = "What a threat feed of ward.yaml brought last; may stand more than once", HelpName = "ID" };
        var baselines = new Option<string[]>("--baseline") { Description = "A baseline that learns from the first hunted event on and says what is unusual: sign-ins", HelpName = "NAME" };
        var last = new Option<string?>("--last") { Description = "The time up to now, such as 7d or 12h", HelpName = "SPAN" };
        var from = new Option<string?>("--from") { Description = "From this time on, such as 2026-11-01 or 2026-11-01T10:00:00Z", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Up to this time", HelpName = "TIME" };
        var resume = new Option<string?>("--resume") { Description = "Go on with a hunt that was stopped", HelpName = "HUNT" };
        var detach = new Option<bool>("--detach") { Description = "Print the hunt's id and leave it to the server" };
        var command = new Command("hunt", "Run rules, a search, indicators or a baseline over stored history") { rules, rule, query, indicators, feeds, baselines, last, from, to, resume, detach, ServerOptions.State, ServerOptions.Url, ServerOptions.Json };
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Show(terminal));
        command.Subcommands.Add(Remove(terminal));
        command.SetAction(async (parsed, stop) =>
        {
            var (named, again) = (parsed.GetValue(rules) ?? [], parsed.GetValue(resume));
            var (span, begin, end) = (parsed.GetValue(last), parsed.GetValue(from), parsed.GetValue(to));
            var (lists, ids) = (parsed.GetValue(indicators) ?? [], parsed.GetValue(feeds) ?? []);
            var habits = parsed.GetValue(baselines) ?? [];
            if (again is not null && (named.Length + lists.Length + ids.Length + habits.Length > 0 || parsed.GetValue(rule) is not null || parsed.GetValue(query) is not null || (span ?? begin ?? end) is not null))
                return terminal.Fail(Exit.Usage, "--resume goes on with a hunt as it was begun: leave out rules, query, indicators and time");
            if (again is null && named.Length + lists.Length + ids.Length + habits.Length == 0 && parsed.GetValue(rule) is null && parsed.GetValue(query) is null)
                return terminal.Fail(Exit.Usage, "nothing to hunt with: name files or folders of rules, --rule ID, --query QUERY, --indicators FILE, --feed ID or --baseline NAME; 'ward hunt list' shows the hunts there are");
            if (span is not null && (begin ?? end) is not null) return terminal.Fail(Exit.Usage, "expected either --last or --from and --to");
            var time = span is not null ? $"last {span}" : string.Join(' ', new[] { begin is null ? null : $"from {begin}", end is null ? null : $"to {end}" }.Where(t => t is not null));
            var files = HuntRules.Read(named);

            using var client = ServerClient.Open(parsed, terminal, out var code);
            if (client is null) return code;
            var answer = again is not null
                ? await client.Post($"hunts/{Uri.EscapeDataString(again)}/resume", new { }, stop).ConfigureAwait(false)
                : await client.Post("hunts", new { rules = files, rule = parsed.GetValue(rule), query = parsed.GetValue(query), time, indicators = HuntRules.Lists(lists), feeds = ids, baselines = habits }, stop).ConfigureAwait(false);
            if (answer is Answer.Failed failed) return terminal.Fail(failed.Code, failed.Words);
            var hunt = ((Answer.Given)answer).Body;
            var id = Cells.Text(hunt, "id");
            Refused(terminal, hunt);
            if (parsed.GetValue(detach))
            {
                terminal.Out.WriteLine(id);
                return Exit.Done;
            }

            return await Follow(terminal, client, id, parsed.GetValue(ServerOptions.Json), stop).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> Follow(Terminal terminal, ServerClient client, string id, bool json, CancellationToken stop)
    {
        Answer.Failed? failed = null;
        try
        {
            var shown = await HuntBar.Show(terminal, json, async shown => failed = await client.Lines($"hunts/{Uri.EscapeDataString(id)}/follow", shown.Take, stop).ConfigureAwait(false)).ConfigureAwait(false);
            return failed is null ? shown.End(id) : terminal.Fail(failed.Code, failed.Words);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(ToPause);
            var paused = await client.Post($"hunts/{Uri.EscapeDataString(id)}/pause", new { }, limit.Token).ConfigureAwait(false);
            return terminal.Fail(Exit.Failed, paused is Answer.Given
                ? $"stopped; 'ward hunt --resume {id}' goes on with it"
                : $"the hunt goes on in the server ({((Answer.Failed)paused).Words}); 'ward hunt show {id}' shows it");
        }
    }

    private static Command List(Terminal terminal) => DataCommand.Create("list", "The hunts there are, newest first", terminal, (_, client, stop) => client.Get("hunts", stop), (_, hunts) =>
    {
        var table = Cells.Table("Hunt", "Stage", "What", "Asked (UTC)", "By", "Events", "Findings", "");
        foreach (var hunt in Cells.Items(hunts))
            Cells.Row(table, Cells.Text(hunt, "id"), Cells.Text(hunt, "stage"), Cells.Text(hunt, "title"), Cells.Moment(hunt, "asked"), Cells.Text(hunt, "by"),
                $"{Cells.Text(hunt, "done")} of {Cells.Text(hunt, "total")}", Cells.Text(hunt, "findings"), Cells.Text(hunt, "trouble"));
        terminal.Print(table);
    });

    private static Command Show(Terminal terminal)
    {
        var id = new Argument<string>("hunt") { Description = "Id of the hunt", HelpName = "HUNT" };
        var command = new Command("show", "What a hunt found, as it finds it") { id, ServerOptions.State, ServerOptions.Url, ServerOptions.Json };
        command.SetAction(async (parsed, stop) =>
        {
            using var client = ServerClient.Open(parsed, terminal, out var code);
            if (client is null) return code;
            var (hunt, json) = (parsed.GetValue(id)!, parsed.GetValue(ServerOptions.Json));
            Answer.Failed? failed = null;
            var shown = await HuntBar.Show(terminal, json, async shown => failed = await client.Lines($"hunts/{Uri.EscapeDataString(hunt)}/follow", shown.Take, stop).ConfigureAwait(false)).ConfigureAwait(false);
            return failed is null ? shown.End(hunt) : terminal.Fail(failed.Code, failed.Words);
        });
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var id = new Argument<string>("hunt") { Description = "Id of the hunt", HelpName = "HUNT" };
        return DataCommand.Create("remove", "Stop a hunt and forget it with its findings", terminal,
            (parsed, client, stop) => client.Delete($"hunts/{Uri.EscapeDataString(parsed.GetValue(id)!)}", stop), (_, _) => terminal.Out.WriteLine("Removed."), id);
    }

    private static void Refused(Terminal terminal, JsonElement hunt)
    {
        var refused = Cells.Items(hunt, "refused").ToList();
        foreach (var one in refused.Take(5)) terminal.Error.WriteLine($"not in force: {Cells.Text(one)}");
        if (refused.Count > 5) terminal.Error.WriteLine($"not in force: {refused.Count - 5} more; --json with 'ward hunt list' has them");
    }
}
