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
    /// <param name="Rule">Index among the rules that the correlation looks at.</param>
    /// <param name="GroupBy">Field numbers, as this rule's events name them; for a correlation, indexes among what it exports.</param>
    /// <param name="Values">The same for the fields whose values are counted or measured.</param>
    /// <param name="Carried">The same for the fields that correlations further up ask for.</param>
    internal sealed record Count(int Correlation, int Rule, int[] GroupBy, int[] Values, int[] Carried);

    /// <summary>True where every part that the rule states is the event's.</summary>
    internal bool LooksAt(LogSource source) => source.Answers(Source.Category, Source.Product, Source.Service);
}
