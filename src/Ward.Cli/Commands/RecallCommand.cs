using System.CommandLine;
using System.Text.Json;
using Ward.Cli.Recall;
using Ward.Cli.Shown;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward rules recall: rules over recorded material of others, held against what that material says of itself. Needs no server.</summary>
internal static class RecallCommand
{
    public static Command Create(Terminal terminal)
    {
        var material = new Argument<string[]>("material") { Description = "Captures, files of lines, or folders of both", Arity = ArgumentArity.OneOrMore, HelpName = "MATERIAL" };
        var rules = new Option<string[]>("--rules") { Description = "The rules (default: those that come with Ward and those of the configuration); may be given several times", HelpName = "PATH" };
        var truth = new Option<FileInfo?>("--truth") { Description = "What the material says of itself: for each rule the files that hold its act, and those that do not", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One object with counts and a row for each rule" };
        var command = new Command("recall", "Tell what each rule finds in recorded material, and what it misses there") { material, rules, truth, json, RulesAtHand.Config };
        command.SetAction((parsed, stop) =>
        {
            var paths = parsed.GetValue(material)!;
            if (paths.FirstOrDefault(p => !File.Exists(p) && !Directory.Exists(p)) is { } missing) return Task.FromResult(terminal.Fail(Exit.Failed, $"there is no file or folder {missing}"));
            if (RulesAtHand.Read(parsed, parsed.GetValue(rules) ?? [], terminal, out var code) is not { } hand) return Task.FromResult(code);
            IReadOnlyList<RecallTruth> truths = [];
            if (parsed.GetValue(truth) is { } file)
            {
                var problems = new ProblemList(file.Name);
                if (RecallTruth.Read(file.FullName, problems) is not { } read)
                {
                    foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
                    return Task.FromResult(terminal.Fail(Exit.Failed, "what the material says cannot be read"));
                }

                truths = read;
            }

            var report = RecallReport.Of(hand.Set, [.. paths.SelectMany(MaterialFile.Of)], truths, stop);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(report, JsonShape.Indented));
            else report.Print(terminal);
            return Task.FromResult(Exit.Done);
        });
        return command;
    }
}
