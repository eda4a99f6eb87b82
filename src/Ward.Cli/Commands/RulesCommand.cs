using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Shown;
using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Standards.Sigma.Linting;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward rules: what is said of rules without a server; filters and the state of the watch's own rules with one.</summary>
internal static class RulesCommand
{
    public static Command Create(Terminal terminal) => new("rules", "Sigma rules: check and test them before they are in use")
    {
        Check(terminal), Codes(terminal), RuleTestCommand.Create(terminal), RuleCoverageCommand.Create(terminal), RuleCostCommand.Create(terminal),
        RuleListCommand.Create(terminal), RecallCommand.Create(terminal), RuleFilterCommand.Create(terminal), RuleStateCommand.Create(terminal),
    };

    private static Command Check(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "Rule files, folders, archives (zip, tar, tar.gz)", Arity = ArgumentArity.OneOrMore, HelpName = "PATH" };
        var pipelines = new Option<string[]>("--pipeline") { Description = "A processing pipeline to apply; may be given several times", HelpName = "FILE" };
        var placeholders = new Option<string[]>("--placeholder") { Description = "A value for a placeholder, as NAME=VALUE; may be given several times", HelpName = "NAME=VALUE" };
        var json = new Option<bool>("--json") { Description = "One object with counts and findings" };
        var fix = new Option<bool>("--fix") { Description = "Mend what has one meaning alone: order and spelling of modifiers, misspelt fields, dates, names of tactics; then check" };
        var strict = new Option<bool>("--strict") { Description = "Warnings fail too" };
        var command = new Command("check", "Read rules, tell what is refused and what could be better; fails where something is refused") { paths, pipelines, placeholders, json, fix, strict };
        command.SetAction(parsed =>
        {
            var values = (parsed.GetValue(placeholders) ?? []).Select(p => p.Split('=', 2)).ToList();
            if (values.FirstOrDefault(v => v.Length < 2) is { } wrong) return terminal.Fail(Exit.Usage, $"--placeholder \"{wrong[0]}\" is not NAME=VALUE");
            var settings = new RuleSettings(
                parsed.GetValue(pipelines) ?? [],
                values.GroupBy(v => v[0]).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(v => v[1])]));
            var read = new RuleReading(parsed.GetValue(paths)!, settings, RuleReading.Today(terminal.Clock));
            try
            {
                if (parsed.GetValue(fix) && RuleFixes.Write(read.Texts.Files, parsed.GetValue(json) ? TextWriter.Null : terminal.Out) > 0)
                    read = new RuleReading(parsed.GetValue(paths)!, settings, RuleReading.Today(terminal.Clock));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return terminal.Fail(Exit.Failed, e.Message);
            }

            var (files, set) = (read.Texts.Files, read.Compile());
            var findings = set.Errors.Select(LintCodes.Of).Concat(files.SelectMany(f => SigmaLinter.Check(f.Name, f.Text)).Where(f => f.Code.Severity != LintSeverity.Error))
                .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Code.Code, StringComparer.Ordinal).ToList();
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(Answer(files.Count, set, findings), JsonShape.Indented));
            else Print(terminal, files.Count, set, findings);
            var least = parsed.GetValue(strict) ? LintSeverity.Warning : LintSeverity.Error;
            return findings.Any(f => f.Code.Severity <= least) ? Exit.Failed : Exit.Done;
        });
        return command;
    }

    private static Command Codes(Terminal terminal)
    {
        var command = new Command("codes", "What the check looks for");
        command.SetAction(_ =>
        {
            var table = Shown.Cells.Table("Code", "Severity", "What", "Fix");
            foreach (var code in LintCodes.All) Shown.Cells.Row(table, code.Code, Word(code.Severity), code.Message, code.Fix);
            terminal.Print(table);
            return Exit.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, int files, RuleSet set, List<LintFinding> findings)
    {
        foreach (var finding in findings) terminal.Out.WriteLine(Printable.Of(finding.ToString()));
        foreach (var (name, rules) in Waiting(set))
            terminal.Out.WriteLine(Printable.Of(string.Create(CultureInfo.InvariantCulture, $"waiting for the placeholder {name}: {rules.Count:n0} ({string.Join("; ", rules)})")));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{files:n0} files: {set.Rules.Count:n0} rules, {set.Correlations.Count:n0} correlations and {set.Filters.Count:n0} filters are good; "
            + $"{Count(findings, LintSeverity.Error):n0} errors, {Count(findings, LintSeverity.Warning):n0} warnings, {Count(findings, LintSeverity.Advice):n0} pieces of advice"));
    }

    private static object Answer(int files, RuleSet set, List<LintFinding> findings) => new
    {
        files,
        rules = set.Rules.Count,
        correlations = set.Correlations.Count,
        filters = set.Filters.Count,
        waiting = Waiting(set).Select(w => new { placeholder = w.Placeholder, rules = w.Rules }),
        errors = Count(findings, LintSeverity.Error),
        warnings = Count(findings, LintSeverity.Warning),
        advice = Count(findings, LintSeverity.Advice),
        findings = findings.Select(f => new { code = f.Code.Code, severity = Word(f.Code.Severity), f.File, f.Line, f.Column, f.Field, f.Message, f.Fix }),
    };

    /// <summary>The placeholders that good rules wait for, and the titles of those rules.</summary>
    private static List<(string Placeholder, List<string> Rules)> Waiting(RuleSet set) =>
        [.. set.Waiting.SelectMany(w => w.Placeholders.Select(p => (Placeholder: p, w.Rule.Header.Title))).GroupBy(w => w.Placeholder, w => w.Title).Select(g => (g.Key, g.ToList()))];

    private static int Count(List<LintFinding> findings, LintSeverity severity) => findings.Count(f => f.Code.Severity == severity);

    private static string Word(LintSeverity severity) => severity.ToString().ToLowerInvariant();
}
