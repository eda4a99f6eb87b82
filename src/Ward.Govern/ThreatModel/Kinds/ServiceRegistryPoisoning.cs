using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class ServiceRegistryPoisoning : ThreatKind
{
    public override KindAbout About { get; } = new(
        "service-registry-poisoning", "Service registry poisoning",
        "Whoever writes into the registry sends every service to an address of his own.",
        "Every service registry in scope.",
        "Medium impact where the registry, one of its callers or what they exchange is of the highest rating, else low.",
        "Let each service register itself alone, proven by a certificate, and check what is looked up.",
        "Is the registration of a service by somebody else refused?",
        StrideCategory.Spoofing, 693, RiskFunction.Architecture, Facts.Technologies);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.IsA("service-registry")
        let worth = model.Incoming(asset).Aggregate(model.Worth(asset), (w, l) => w.And(model.Worth(model.Source(l))).And(model.Worth(l)))
        select Found($"Entries of {asset.Title} may be forged", Likelihood.Unlikely, Grades.ByHighest(worth, RiskImpact.Low), BreachProbability.Improbable, [asset.Id], asset.Id);
}
