using Ward.Detect.Explaining;
using Ward.Detect.Findings;

namespace Ward.Detect.Testing;

/// <summary>What came of one test.</summary>
/// <param name="Why">Of each line, for each detection rule that takes part: why it matched or did not. Empty where the test passed.</param>
public sealed record RuleTestResult(RuleTest Test, IReadOnlyList<Finding> Findings, IReadOnlyList<Sample> Samples, IReadOnlyList<(int Number, RuleExplanation Explanation)> Why)
{
    public bool Passed => Test.Expect.IsMetBy(Findings.Count);

    /// <summary>What was found, as a test would expect it.</summary>
    public string Found => Findings.Count == 0 ? "none" : Expectation.Findings(Findings.Count);
}
