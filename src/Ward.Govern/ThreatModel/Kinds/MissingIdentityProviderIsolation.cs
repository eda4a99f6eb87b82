using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingIdentityProviderIsolation : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-identity-provider-isolation", "Missing isolation of the identity provider",
        "Whoever holds a neighbour of the identity provider is one step from every account.",
        "Identity providers and stores in scope that share their network segment, or even their execution environment, with something that is neither about identity nor a forwarder, monitoring or inspection system.",
        "High impact, very high where the asset itself is of the highest rating. Likely in the same execution environment, else unlikely.",
        "Give what holds identities a network segment of its own.",
        "Can nothing else be reached from beside the identity provider?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Operations, Facts.Boundaries | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.IdentityRelated)
        let others = model.Assets.Where(o => o.Id != asset.Id && !o.Is(Trait.IdentityRelated) && !o.Is(Trait.Neighbour)).ToList()
        let together = others.Any(o => model.SameExecutionEnvironment(asset, o))
        where together || others.Any(o => model.SameNetwork(asset, o))
        select Found($"{asset.Title} shares its {(together ? "execution environment" : "network segment")} with what has nothing to do with identities",
            together ? Likelihood.Likely : Likelihood.Unlikely, Grades.ByHighest(asset.Own, RiskImpact.High), BreachProbability.Improbable, [asset.Id], asset.Id);
}
