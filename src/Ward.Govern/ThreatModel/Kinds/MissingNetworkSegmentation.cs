using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingNetworkSegmentation : ThreatKind
{
    private const double Limit = 50;

    public override KindAbout About { get; } = new(
        "missing-network-segmentation", "Missing network segmentation",
        "What is easier to take stands beside what is worth taking, with no boundary between.",
        "Assets in scope that are data stores or confidential or critical themselves, with an attractiveness of 50 % or more, in one network segment with clients, web servers, build machines, monitoring or the like that they are not linked with. Forwarders, registries and inspection systems are left out.",
        "Medium impact where the asset itself is of the highest rating, else low.",
        "Put a network boundary round what is worth most.",
        "Can nothing in the segment be reached that has no business there?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Operations, Facts.Boundaries | Facts.Ratings | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var attraction = new Attractiveness(model);
        return from asset in model.InScope
               where !asset.Is(Trait.NoSegmentationNeeded) && attraction.Of(asset) >= Limit && (asset.Type == AssetType.Datastore || asset.Own.IsHigh)
               where model.Assets.Any(o => o.Id != asset.Id && o.Is(Trait.LessProtected) && model.SameNetwork(asset, o) && !model.AreLinked(asset, o))
               select Found($"{asset.Title} stands in one network segment with what is easier to take and has no link with it", Likelihood.Unlikely, Grades.ByHighest(asset.Own, RiskImpact.Low), BreachProbability.Improbable, [asset.Id], asset.Id);
    }
}
