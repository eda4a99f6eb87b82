using System.CommandLine;
using Ward.Cli.Shown;
using Ward.Configuration;
using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward rules test: rules against the samples that lie beside them, by the decoders and the engine of the live watch. Needs no server.</summary>
internal static class RuleTestCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "Rules, their tests (RULE.tests.yml) or folders of both (default: the rules that come with Ward and those of the configuration)", Arity = ArgumentArity.ZeroOrMore, HelpName = "PATH" };
        var junit = new Option<FileInfo?>("--junit") { Description = "Write the results as JUnit XML too", HelpName = "FILE" };
        var mutate = new Option<bool>("--mutate") { Description = "Change each sample's fields one by one, show which conditions carry its result and which no sample needs" };
        var regression = new Option<string[]>("--sigmahq") { Description = "A folder laid out as SigmaHQ's regression_data (info.yml beside the events as JSON); may be given several times", HelpName = "DIR" };
        var strict = new Option<bool>("--strict") { Description = "A rule without a positive and a negative sample fails too" };
        var command = new Command("test", "Run the tests of rules; fails where one fails or cannot be read") { paths, junit, mutate, regression, strict, RulesAtHand.Config };
        command.SetAction(parsed =>
        {
            if (RulesAtHand.Read(parsed, parsed.GetValue(paths) ?? [], terminal, out var code) is not { } rules) return code;
            var problems = new List<Problem>();
            var runs = RuleTestFiles.Read(rules.Paths, problems).Concat(SigmaHqTests.Read(parsed.GetValue(regression) ?? [], problems)).Select(f => RuleTestRun.Of(f, rules.SetOf(f), problems)).OfType<RuleTestRun>().ToList();
            var untested = Untested.Of(rules.Set, runs);
            RuleTestShown.Print(terminal, rules.Set, runs, problems, untested);
            if (parsed.GetValue(mutate)) MutationShown.Print(terminal, [.. runs.Select(MutationRun.Of)]);
            if (parsed.GetValue(junit) is { } file) JUnitReport.Write(file.FullName, runs, problems);
            var failed = problems.Count > 0 || rules.Set.Errors.Count > 0 || runs.Any(r => r.Results.Any(t => !t.Passed));
            return failed || (parsed.GetValue(strict) && untested.Count > 0) ? Exit.Failed : Exit.Done;
        });
        return command;
    }
}
