using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class WrongTrustBoundaryContent : ThreatKind
{
    public override KindAbout About { get; } = new(
        "wrong-trust-boundary-content", "Contradictory trust boundary",
        "A boundary that only containers can have holds something else, so the model is wrong somewhere and hides risks.",
        "Assets that are neither containers nor serverless, directly inside a boundary of namespace isolation.",
        "Always low.",
        "Correct the boundary or the asset.",
        "Does the boundary hold what it can hold?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Architecture, Facts.Boundaries | Facts.Machines) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        where model.BoundaryOf(asset) is { Type: BoundaryType.NamespaceIsolation } && asset.Machine is Machine.Physical or Machine.Virtual
        select Found($"{asset.Title} is no container and stands where only containers can", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [asset.Id], asset.Id);
}
