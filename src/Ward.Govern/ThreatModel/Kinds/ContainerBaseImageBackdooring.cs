using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class ContainerBaseImageBackdooring : ThreatKind
{
    public override KindAbout About { get; } = new(
        "container-baseimage-backdooring", "Container base image backdooring",
        "The image below a container brings a back door or a vulnerable part along.",
        "Every asset in scope that runs as a container.",
        "Worth of the asset and its data: high impact at the highest rating, else medium.",
        "Build on small images of known origin, check their signatures, scan every layer and rebuild when a base is mended.",
        "Is every base image signed, scanned and younger than its last fix?",
        StrideCategory.Tampering, 912, RiskFunction.Operations, Facts.Machines);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Machine == Machine.Container
        select Found($"The base image of {asset.Title} may carry a back door", Likelihood.Unlikely, Grades.ByHighest(model.Worth(asset), RiskImpact.Medium), BreachProbability.Probable, [asset.Id], asset.Id);
}
