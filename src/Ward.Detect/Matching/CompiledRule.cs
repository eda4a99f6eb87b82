using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>A detection rule ready to match.</summary>
/// <param name="Speaks">False where only correlations use it.</param>
/// <param name="CountedBy">The correlations that count its events.</param>
internal sealed record CompiledRule(
    RuleFacts Facts, SigmaLogSource Source, Node Condition, bool Speaks, IReadOnlyList<CompiledRule.Count> CountedBy)
{
    /// <param name="Correlation">Index among the set's correlations.</param>
    /// <param name="GroupBy">Field numbers, as this rule's events name them.</param>
    internal sealed record Count(int Correlation, int[] GroupBy);

    /// <summary>True where every part that the rule states is the event's.</summary>
    internal bool LooksAt(LogSource source) => source.Answers(Source.Category, Source.Product, Source.Service);
}
