using System.Text;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Testing;

/// <summary>Tests of rules, as a file would have them.</summary>
internal static class Samples
{
    internal const string Accepted = "<38>1 2026-03-01T11:59:58Z gate sshd 42 - - Accepted password for root from 203.0.113.7 port 5022 ssh2";
    internal const string Failed = "<38>1 2026-03-01T11:59:58Z gate sshd 42 - - Failed password for root from 203.0.113.7 port 5022 ssh2";

    internal static RuleTest Test(string expect, string decoder, params string[] lines)
    {
        Assert.True(Expectation.TryParse(expect, out var expectation));
        return new RuleTest("a test", 1, decoder, null, null, TimeSpan.Zero, null, [.. lines.Select(Encoding.UTF8.GetBytes)], expectation);
    }

    internal static RuleTestRun Run(RuleSet set, string rule, params RuleTest[] tests)
    {
        var run = RuleTestRun.Of(new RuleTestFile("t.tests.yml", rule, 1, [.. tests.Select((t, i) => t with { Name = $"test {i}" })]), set, []);
        return run ?? throw new InvalidOperationException("There is no such rule.");
    }

    /// <summary>Which items carry the result of the first test, and which no test.</summary>
    internal static (string[] Carrying, string[] Left) Mutate(string detection, params RuleTest[] tests)
    {
        var mutated = MutationRun.Of(Run(Engines.Set(Engines.Rule(detection)), "A rule", tests));
        Assert.All(mutated.Run.Results, r => Assert.True(r.Passed, r.Found));
        return ([.. mutated.Tests[0].Mutations.Where(m => m.Carries).Select(m => m.Item.Words)], [.. MutationRun.Uncarried([mutated]).Select(i => i.Item.Words)]);
    }
}
