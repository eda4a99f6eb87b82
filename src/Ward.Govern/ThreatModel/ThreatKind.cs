using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel;

/// <summary>One kind of risk: it documents itself and looks for itself. Stateless.</summary>
public abstract class ThreatKind
{
    public abstract KindAbout About { get; }

    /// <summary>Findings over a model that says what this kind needs; sorted by the ids of the model.</summary>
    public abstract IEnumerable<Finding> Look(SystemModel model);

    /// <param name="at">Ids of the elements that make the risk; they follow the kind in its id.</param>
    private protected Finding Found(string words, Likelihood likelihood, RiskImpact impact, BreachProbability breach, IEnumerable<string> breachAt, params string[] at) =>
        new(string.Join('@', [About.Id, .. at]), About.Id, words, likelihood, impact, breach, [.. breachAt.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], at);
}
