using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>Why a detection rule matches one event or does not.</summary>
/// <param name="Condition">The whole condition, looked at even where the log source already says no.</param>
public sealed record RuleExplanation(SigmaHeader Rule, SourceReason Source, Reason Condition)
{
    /// <summary>The verdict; the engine's is the same.</summary>
    public bool Matches => Source.Holds && Condition.Holds;
}
