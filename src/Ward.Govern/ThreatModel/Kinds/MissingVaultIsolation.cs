using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingVaultIsolation : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-vault-isolation", "Missing isolation of the vault",
        "Whoever holds a neighbour of the vault is one step from every secret.",
        "Vaults in scope that share their network segment, or even their execution environment, with something other than vaults and the stores that they use.",
        "Medium impact, high where the vault itself is of the highest rating. Likely in the same execution environment, else unlikely.",
        "Give the vault a network segment of its own.",
        "Can nothing else be reached from beside the vault?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Operations, Facts.Boundaries | Facts.Technologies);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.IsA("vault")
        let others = model.Assets.Where(o => o.Id != asset.Id && !o.IsA("vault") && !(o.Type == AssetType.Datastore && model.AreLinked(asset, o))).ToList()
        let together = others.Any(o => model.SameExecutionEnvironment(asset, o))
        where together || others.Any(o => model.SameNetwork(asset, o))
        select Found($"{asset.Title} shares its {(together ? "execution environment" : "network segment")} with what has nothing to do with secrets",
            together ? Likelihood.Likely : Likelihood.Unlikely, Grades.ByHighest(asset.Own, RiskImpact.Medium), BreachProbability.Improbable, [asset.Id], asset.Id);
}
