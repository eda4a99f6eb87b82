using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MixedTargetsOnSharedRuntime : ThreatKind
{
    public override KindAbout About { get; } = new(
        "mixed-targets-on-shared-runtime", "Mixed targets on a shared runtime",
        "What faces attackers runs on one runtime with what they want.",
        "Shared runtimes that run assets of different trust boundaries, or front ends together with back ends.",
        "Medium impact where one of the assets itself is of the highest rating, else low.",
        "Run on separate runtimes what is kept apart in trust.",
        "Does each runtime carry assets of one boundary and one kind only?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Operations, Facts.Runtimes | Facts.Boundaries);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from runtime in model.Runtimes.OrderBy(r => r.Id, StringComparer.Ordinal)
        let running = runtime.Running.Select(model.Asset).ToList()
        where running.Select(a => model.BoundaryOf(a)?.Id).Distinct().Count() > 1 || (running.Any(a => a.Is(Trait.Frontend)) && running.Any(a => a.Is(Trait.Backend)))
        select Found($"{runtime.Title} runs what faces attackers together with what they want", Likelihood.Unlikely, running.Any(a => a.Own.IsHighest) ? RiskImpact.Medium : RiskImpact.Low,
            BreachProbability.Improbable, runtime.Running, runtime.Id);
}
