using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class ContainerPlatformEscape : ThreatKind
{
    public override KindAbout About { get; } = new(
        "container-platform-escape", "Container platform escape",
        "Whoever breaks out of one container holds the platform, and with it every container on it.",
        "Every container platform in scope.",
        "Worth of the platform and its data: high impact at the highest rating, else medium. Data may be lost in every container of the model.",
        "Harden platform and nodes by a benchmark, run containers without privileges, keep apart on nodes what is kept apart in trust.",
        "Does the platform pass its benchmark, and does no container run privileged?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Operations, Facts.Technologies | Facts.Machines);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.IsA("container-platform")
        select Found($"An attacker in a container may break out to {asset.Title}", Likelihood.Unlikely, Grades.ByHighest(model.Worth(asset), RiskImpact.Medium), BreachProbability.Probable,
            model.Assets.Where(a => a.Machine == Machine.Container).Select(a => a.Id), asset.Id);
}
