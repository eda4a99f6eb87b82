using System.CommandLine;
using System.CommandLine.Help;
using Ward.Cli.Commands;

namespace Ward.Cli;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    /// <param name="stop">Ends the command as Ctrl-C does.</param>
    public static async Task<int> Run(string[] arguments, Terminal terminal, Doors doors, CancellationToken stop = default)
    {
        // What follows 'agent' belongs to the agent, its --help included.
        if (arguments is ["agent", .. var rest]) return AgentCommand.Become(terminal, rest);

        var root = Create(terminal, doors);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) terminal.Fail(Exit.Usage, error.Message);
            var shown = parsed.CommandResult.Command == root ? "ward --help" : $"ward {parsed.CommandResult.Command.Name} --help";
            await terminal.Error.WriteLineAsync($"'{shown}' tells more.").ConfigureAwait(false);
            return Exit.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return terminal.Fail(Exit.Failed, "stopped");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return terminal.Fail(Exit.Failed, fault.Message);
        }
    }

    internal static Command Create(Terminal terminal, Doors doors)
    {
        // Not a RootCommand: that one calls itself after the file of the program.
        var root = new Command("ward", "Ward watches over a city: it sees an attack, foresees where it leads, prescribes what stops it, and undoes what it did.")
        {
            new HelpOption(),
            new VersionOption(),
        };
        root.Subcommands.Add(UpCommand.Create(terminal));
        root.Subcommands.Add(StopCommand.Create(terminal, doors.Release));
        root.Subcommands.Add(CityCommand.Create(terminal));
        root.Subcommands.Add(ThreatsCommand.Create(terminal));
        root.Subcommands.Add(ForesightCommands.Predict(terminal));
        root.Subcommands.Add(ForesightCommands.Prescribe(terminal));
        root.Subcommands.Add(ForesightCommands.WhatIf(terminal));
        root.Subcommands.Add(StatusCommand.Create(terminal));
        root.Subcommands.Add(FeedsCommand.Create(terminal));
        root.Subcommands.Add(RulesCommand.Create(terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Subcommands.Add(IngestCommand.Create(terminal));
        root.Subcommands.Add(IncidentsCommand.Create(terminal));
        root.Subcommands.Add(RiskCommand.Create(terminal));
        root.Subcommands.Add(ImproveCommand.Create(terminal));
        root.Subcommands.Add(PlansCommand.Create(terminal));
        root.Subcommands.Add(PrescriptionsCommand.Create(terminal));
        root.Subcommands.Add(DecisionCommands.Approve(terminal));
        root.Subcommands.Add(DecisionCommands.Reject(terminal));
        root.Subcommands.Add(DecisionCommands.Undo(terminal));
        root.Subcommands.Add(DecisionCommands.StepDone(terminal));
        root.Subcommands.Add(DecisionCommands.Resume(terminal));
        root.Subcommands.Add(JournalCommand.Create(terminal));
        root.Subcommands.Add(SearchCommand.Create(terminal));
        root.Subcommands.Add(HuntCommand.Create(terminal));
        root.Subcommands.Add(ExportCommand.Create(terminal));
        root.Subcommands.Add(IntelCommand.Create(terminal));
        root.Subcommands.Add(AgentsCommand.Create(terminal));
        root.Subcommands.Add(AgentCommand.Create(terminal));
        root.Subcommands.Add(TokensCommand.Create(terminal));
        root.Subcommands.Add(ReplayCommand.Create(terminal, doors.Player));
        root.Subcommands.Add(BenchCommand.Create(terminal, doors.Benchmarks));
        root.Subcommands.Add(DoctorCommand.Create(terminal));
        return root;
    }
}
