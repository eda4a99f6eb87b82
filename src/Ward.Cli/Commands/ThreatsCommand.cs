using System.CommandLine;
using Ward.Cli.Shown;
using Ward.Cli.Threats;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward threats: what can go wrong with a system, found in its model; with the kinds of risk and what each means.</summary>
internal static class ThreatsCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("file") { Description = "A model of Threagile, an Open Threat Model, a city file or the book of one", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var kind = new Option<string[]>("--kind") { Description = "Findings of this kind alone; may be given again", HelpName = "ID", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var stride = new Option<bool>("--stride") { Description = "STRIDE for each element instead: what threatens it and what stands against that" };
        var register = new Option<string?>("--register") { Description = "A risk register to bring up to date with what is found; made where there is none", HelpName = "FILE" };
        var failOn = new Option<string?>("--fail-on") { Description = $"Fail where a risk of this severity or graver is not settled ({string.Join(", ", RiskWords.Severities.Keys)})", HelpName = "SEVERITY" };
        failOn.AcceptOnlyFromAmong([.. RiskWords.Severities.Keys]);
        var strict = new Option<bool>("--strict") { Description = "Fail where the model tracks a risk that is not there" };
        var overdue = new Option<bool>("--fail-overdue") { Description = "Fail where the review of a risk is overdue" };
        var json = new Option<bool>("--json") { Description = "One object" };
        var command = new Command("threats", "Find risks in the model of a system, by the kinds that Threagile knows and by STRIDE") { file, kind, stride, register, failOn, strict, overdue, json };
        command.Subcommands.Add(Kinds(terminal));
        command.Subcommands.Add(Explain(terminal));
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(file) is not { } name) return terminal.Fail(Exit.Usage, "name the file of a model, or one of: kinds, explain");
            var kinds = parsed.GetValue(kind)!;
            var problems = new ProblemList(name);
            if (ModelFile.Open(name, problems) is not { } opened) return Refuse(terminal, problems);
            if (kinds.FirstOrDefault(k => ThreatKinds.Find(k) is null && opened.Own.All(f => f.Kind != k)) is { } unknown) return NoKind(terminal, unknown);
            return ThreatsRun.Do(terminal, opened, new ThreatsAsked(kinds, parsed.GetValue(stride), parsed.GetValue(register), parsed.GetValue(failOn) is { } word ? RiskWords.Severities[word] : null, parsed.GetValue(strict), parsed.GetValue(overdue), parsed.GetValue(json)));
        });
        return command;
    }

    private static Command Kinds(Terminal terminal)
    {
        var markdown = new Option<bool>("--markdown") { Description = "As the page docs/reference/threat-kinds.md has them" };
        var json = new Option<bool>("--json") { Description = "One object" };
        var command = new Command("kinds", "List the kinds of risk") { markdown, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(markdown)) terminal.Out.Write(KindsShown.Markdown());
            else if (parsed.GetValue(json)) KindsShown.Json(terminal);
            else KindsShown.Table(terminal);
            return Exit.Done;
        });
        return command;
    }

    private static Command Explain(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Id of a kind, or of a finding", HelpName = "ID" };
        var command = new Command("explain", "Say what a kind of risk means, when it is found and how it is mended") { id };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetValue(id)!;
            if (ThreatKinds.Find(asked.Split('@')[0]) is not { } kind) return NoKind(terminal, asked.Split('@')[0]);
            KindsShown.Explain(terminal, kind.About);
            return Exit.Done;
        });
        return command;
    }

    private static int NoKind(Terminal terminal, string id)
    {
        var near = Nearest.To(id, ThreatKinds.All.Select(k => k.About.Id));
        return terminal.Fail(Exit.Usage, $"there is no kind of risk {Printable.Quoted(id)}{(near is null ? "; 'ward threats kinds' lists them" : $"; did you mean {Printable.Quoted(near)}?")}");
    }

    internal static int Refuse(Terminal terminal, ProblemList problems)
    {
        foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
        return terminal.Fail(Exit.Failed, problems.Count == 1 ? "1 problem" : $"{problems.Count} problems");
    }
}
