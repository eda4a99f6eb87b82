using System.CommandLine;
using Ward.Cli.Processes;
using Ward.Cli.Server;
using Ward.Cli.Shown;
using Ward.Cli.Switch;

namespace Ward.Cli.Commands;

/// <summary>ward stop: ends the server; with --release-all, first ends everything that Ward holds in force.</summary>
internal static class StopCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Command Create(Terminal terminal, IOfflineRelease? release)
    {
        var all = new Option<bool>("--release-all") { Description = "The kill switch: end everything that Ward holds in force, with or without a server, and hold automatic action back" };
        var reason = new Option<string>("--reason") { Description = "Why, for the journal", DefaultValueFactory = _ => "kill switch from the command line", HelpName = "TEXT" };
        var command = new Command("stop", "Stop the server; with --release-all, end everything in force instead") { all, reason, ServerOptions.State, ServerOptions.Url };
        command.SetAction((parsed, stop) => parsed.GetValue(all)
            ? ReleaseAll(parsed, terminal, release, parsed.GetValue(reason)!, stop)
            : Stop(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> Stop(ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        var state = ServerOptions.StateFolder(parsed, terminal);
        if (ProcessFile.Running(state, terminal) is not { } process || !terminal.Processes.AskToStop(process, Siblings.Server))
            return terminal.Fail(Exit.Unreachable, $"no server is running with the state folder {state}");
        var began = terminal.Clock.GetTimestamp();
        while (terminal.Processes.Runs(process, Siblings.Server))
        {
            if (terminal.Clock.GetElapsedTime(began) > Patience)
                return terminal.Fail(Exit.Failed, $"the server (process {process}) was asked to stop {Patience.TotalSeconds:0} s ago and still runs");
            await Task.Delay(TimeSpan.FromMilliseconds(100), terminal.Clock, stop).ConfigureAwait(false);
        }

        await terminal.Out.WriteLineAsync("The server has stopped. What is in force ends with its lease.").ConfigureAwait(false);
        return Exit.Done;
    }

    // The server is asked first, because it also writes the journal; the agents are told directly whatever it says,
    // since a kill switch that trusts one process is none.
    private static async Task<int> ReleaseAll(ParseResult parsed, Terminal terminal, IOfflineRelease? release, string reason, CancellationToken stop)
    {
        var code = await AskServer(parsed, terminal, reason, stop).ConfigureAwait(false);
        if (release is null) return code;
        var state = ServerOptions.StateFolder(parsed, terminal);
        // Before the agents are told, so that a server that starts meanwhile puts nothing in force again.
        var unmarked = code == Exit.Done ? null : release.HoldBack(state, reason);
        if (code != Exit.Done && unmarked is null)
            await terminal.Out.WriteLineAsync("When a server starts with this state folder, automatic action stays held back until an administrator resumes it.").ConfigureAwait(false);
        var rows = await release.ReleaseAll(state, stop).ConfigureAwait(false);
        var table = Cells.Table("Element", "Released", "");
        foreach (var row in rows) Cells.Row(table, row.Element, row.Released ? "yes" : "NO", row.Words);
        if (rows.Count > 0) terminal.Print(table);
        var left = rows.Count(r => !r.Released);
        if (left > 0) return terminal.Fail(Exit.Failed, $"{left} of {rows.Count} elements did not say that they released everything; their leases end by themselves");
        if (unmarked is not null) return terminal.Fail(Exit.Failed, $"a server that starts again will not know that it must hold automatic action back: {unmarked}");
        return rows.Count > 0 ? Exit.Done : code;
    }

    private static async Task<int> AskServer(ParseResult parsed, Terminal terminal, string reason, CancellationToken stop)
    {
        using var client = ServerClient.Open(parsed, terminal, out var code);
        if (client is null) return code;
        switch (await client.Post("release-all", new { reason }, stop).ConfigureAwait(false))
        {
            case Answer.Given given:
                await terminal.Out.WriteLineAsync(Cells.Text(given.Body, "words")).ConfigureAwait(false);
                return Exit.Done;
            case Answer.Failed failed:
                return terminal.Fail(failed.Code, failed.Words);
            default:
                throw new InvalidOperationException("An answer of an unknown kind.");
        }
    }
}
