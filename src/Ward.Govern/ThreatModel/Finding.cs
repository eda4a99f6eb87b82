namespace Ward.Govern.ThreatModel;

/// <summary>A risk that a kind found in a model.</summary>
/// <param name="Id">The kind's id and the ids of the elements that make the risk, joined by @ as in Threagile; the same model gives the same ids, and no two findings of a model share one.</param>
/// <param name="Kind">Id of the kind.</param>
/// <param name="Words">What is at risk, in one line.</param>
/// <param name="At">Ids of the elements that it concerns: assets, links, boundaries, runtimes, data; the first is the one to mend.</param>
/// <param name="BreachAt">Ids of the assets whose data are lost when it comes true; sorted.</param>
public sealed record Finding(string Id, string Kind, string Words, Likelihood Likelihood, RiskImpact Impact, BreachProbability Breach, IReadOnlyList<string> BreachAt, IReadOnlyList<string> At)
{
    /// <summary>By likelihood and impact, unless its author says otherwise.</summary>
    public Severity Severity { get; init; } = Severities.Of(Likelihood, Impact);

    /// <summary>What it rests on, where one id may rest on several things: weaknesses, ports, accounts, one each, sorted. Empty where the id says all.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>Other ids by which Threagile's risk tracking may name it, where its own are less exact.</summary>
    public IReadOnlyList<string> AlsoTrackedAs { get; init; } = [];
}
