using System.CommandLine;
using Ward.Cli.Processes;

namespace Ward.Cli.Commands;

/// <summary>ward agent …: becomes the agent, with everything that follows.</summary>
internal static class AgentCommand
{
    public static Command Create(Terminal terminal)
    {
        var rest = new Argument<string[]>("arguments") { Description = "Passed to the agent; 'ward agent --help' lists them", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("agent", "Run the agent that drives a defensive element on this machine") { rest };
        command.SetAction(parsed => Become(terminal, parsed.GetValue(rest) ?? []));
        return command;
    }

    public static int Become(Terminal terminal, IReadOnlyList<string> arguments) =>
        Siblings.Find(Siblings.Agent, terminal.Programs) is { } agent
            ? terminal.Processes.Become(agent, arguments)
            : terminal.Fail(Exit.Failed, $"{Siblings.Agent} is not beside this program ({terminal.Programs})");
}
