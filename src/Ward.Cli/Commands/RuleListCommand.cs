using System.CommandLine;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward rules list: the rules by area, with what they look at and what they wait for.</summary>
internal static class RuleListCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "Rules, or folders of them (default: those that come with Ward and those of the configuration)", Arity = ArgumentArity.ZeroOrMore, HelpName = "PATH" };
        var markdown = new Option<bool>("--markdown") { Description = "As the page docs/reference/rules.md has them" };
        var command = new Command("list", "List the rules that speak: level, log source, what they wait for, techniques") { paths, markdown, RulesAtHand.Config };
        command.SetAction(parsed =>
        {
            if (RulesAtHand.Read(parsed, parsed.GetValue(paths) ?? [], terminal, out var code) is not { } rules) return code;
            if (parsed.GetValue(markdown)) RuleListShown.Markdown(terminal.Out, rules.Set);
            else RuleListShown.Print(terminal, rules.Set);
            return Exit.Done;
        });
        return command;
    }
}
