using Ward.Detect.Findings;
using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>What a correlation makes of some events: what it counts, in which group, and what it says at the end.</summary>
/// <param name="Expected">What is normal, in words: beyond it the correlation speaks.</param>
/// <param name="Events">Each event for each detection rule at which it looks directly.</param>
/// <param name="Below">The correlations at which it looks.</param>
/// <param name="Findings">What it says; empty where it says nothing.</param>
public sealed record CorrelationExplanation(
    SigmaCorrelation Correlation, string Expected, IReadOnlyList<CountedEvent> Events, IReadOnlyList<CorrelationExplanation> Below, IReadOnlyList<Finding> Findings);
