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

    /// <summary>The category registry_event stands for all of these (Sigma 2.1, taxonomy).</summary>
    private static readonly string[] RegistryEvents = ["registry_add", "registry_set", "registry_delete", "registry_rename"];

    /// <summary>True where every part that the rule states is the event's.</summary>
    internal bool LooksAt(LogSource source) =>
        Fits(Source.Product, source.Product) && Fits(Source.Service, source.Service)
        && (Fits(Source.Category, source.Category)
            || (Fits(Source.Category, "registry_event") && RegistryEvents.Contains(source.Category, StringComparer.OrdinalIgnoreCase)));

    private static bool Fits(string stated, string there) => stated.Length == 0 || stated.Equals(there, StringComparison.OrdinalIgnoreCase);
}
