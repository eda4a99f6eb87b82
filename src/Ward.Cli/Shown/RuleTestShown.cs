using System.Globalization;
using System.Text;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>Results of tests as a person wants them: what failed and why, then the sum.</summary>
internal static class RuleTestShown
{
    private const int LongestLine = 200;

    public static void Print(Terminal terminal, RuleSet set, IReadOnlyList<RuleTestRun> runs, IReadOnlyList<Problem> problems, IReadOnlyList<Untested> untested)
    {
        foreach (var problem in problems) terminal.Out.WriteLine($"{problem}");
        foreach (var run in runs)
        {
            terminal.Out.WriteLine($"{(run.Results.All(r => r.Passed) ? "ok  " : "FAIL")}  {Printable.Of(run.Subject.Header.Title)} ({Count(run.Results.Count, "test")}, {Printable.Of(run.File.File)})");
            foreach (var result in run.Results.Where(r => !r.Passed)) Failed(terminal, run, result);
        }

        foreach (var rule in untested)
            terminal.Out.WriteLine($"untested: {Printable.Of(rule.Rule.Title)} has {(rule.Positive || rule.Negative ? $"no sample that is {(rule.Positive ? "not " : "")}to be found" : "no tests")} ({Printable.Of(rule.Rule.File)})");
        var passed = runs.Sum(r => r.Results.Count(t => t.Passed));
        var failed = runs.Sum(r => r.Results.Count(t => !t.Passed));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(set.Rules.Count + set.Correlations.Count, "rule")}, {Count(passed + failed, "test")}: {passed:n0} passed, {failed:n0} failed; {untested.Count:n0} without positive and negative samples")
            + (problems.Count > 0 ? $"; {Count(problems.Count, "problem")} in files of tests" : "")
            + (set.Errors.Count > 0 ? $"; {Count(set.Errors.Count, "rule")} refused" : ""));
    }

    /// <summary>Why a test failed, as several lines of plain text.</summary>
    public static string Why(RuleTestResult result)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"expected {result.Test.Expect}, found {result.Found}");
        foreach (var sample in result.Samples.Where(s => !s.Understood))
            text.WriteLine($"line {sample.Number} was not understood by the decoder {result.Test.Decoder}: {Shown(sample)}");
        foreach (var (number, explanation) in result.Why)
        {
            var sample = result.Samples[number - 1];
            if (sample.Understood) text.WriteLine($"line {number}, read by {sample.Event.Decoder}: {Shown(sample)}");
            text.WriteLine($"“{Printable.Of(explanation.Rule.Title)}” {(explanation.Matches ? "matches" : "does not match")}:");
            ReasonShown.Print(text, explanation, indent: 2);
        }

        foreach (var finding in result.Findings.Take(3)) text.WriteLine($"found: {Printable.Of(finding.Title)}: {Printable.Of(finding.Explanation.Seen)}, where {Printable.Of(finding.Explanation.Expected)} is normal");
        return text.ToString();
    }

    private static void Failed(Terminal terminal, RuleTestRun run, RuleTestResult result)
    {
        terminal.Out.WriteLine($"      {Printable.Of(run.File.File)}:{result.Test.Line}: {Printable.Of(result.Test.Name)}");
        foreach (var line in Why(result).Split('\n', StringSplitOptions.RemoveEmptyEntries)) terminal.Out.WriteLine($"        {line.TrimEnd()}");
    }

    private static string Shown(Sample sample)
    {
        var raw = sample.Event.Raw.Span;
        return Printable.Of(Encoding.UTF8.GetString(raw.Length > LongestLine ? raw[..LongestLine] : raw)) + (raw.Length > LongestLine ? "…" : "");
    }

    internal static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count:n0} {noun}s");
}
