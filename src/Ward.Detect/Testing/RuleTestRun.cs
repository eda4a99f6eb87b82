using Ward.Detect.Rules;
using Ward.Standards.Yaml;

namespace Ward.Detect.Testing;

/// <summary>The tests of one file, run.</summary>
public sealed record RuleTestRun(RuleTestFile File, TestSubject Subject, IReadOnlyList<RuleTestResult> Results)
{
    /// <summary>Runs them; null, with a problem added, where the rule is not among those read.</summary>
    public static RuleTestRun? Of(RuleTestFile file, RuleSet all, ICollection<Problem> problems)
    {
        if (TestSubject.Find(all, file.Rule) is { } subject)
        {
            var tester = new RuleTester(subject);
            return new RuleTestRun(file, subject, [.. file.Tests.Select(tester.Run)]);
        }

        problems.Add(new Problem(file.File, file.RuleLine, "rule", "the id, name or title of one rule or correlation that was read and is in force", Printable.Quoted(file.Rule),
            Nearest.To(file.Rule, all.Headers.SelectMany(h => (string[])[h.Id, h.Name, h.Title]).Where(n => n.Length > 0))));
        return null;
    }
}
