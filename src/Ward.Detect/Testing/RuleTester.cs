using Ward.Detect.Explaining;

namespace Ward.Detect.Testing;

/// <summary>Runs tests of one rule by the engine of the live watch. Not thread-safe.</summary>
public sealed class RuleTester(TestSubject subject)
{
    /// <summary>Lines that are explained where a test fails.</summary>
    private const int MostExplained = 20;

    private readonly List<RuleExplainer> explainers = [.. subject.Rules.Select(r => new RuleExplainer(r, subject.Set.Zone))];

    public RuleTestResult Run(RuleTest test)
    {
        var samples = SampleReader.Read(test);
        var result = new RuleTestResult(test, subject.Run([.. samples.Select(s => s.Event)]), samples, []);
        if (result.Passed) return result;
        // Where too much was found, the lines that matched say why; else those that did not.
        var tooMuch = result.Findings.Count > test.Expect.Most;
        var why = samples.SelectMany(s => explainers.Select(x => (s.Number, Explanation: x.Explain(s.Event))));
        return result with { Why = [.. (subject.Correlation is null ? why.Where(w => w.Explanation.Matches == tooMuch) : why).Take(MostExplained)] };
    }
}
