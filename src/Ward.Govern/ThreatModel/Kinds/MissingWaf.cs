using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingWaf : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-waf", "Missing web application firewall",
        "Known attacks against web applications reach them at full speed and unseen.",
        "Web applications and web services in scope that are called across a network boundary by a web protocol from something that is no web application firewall.",
        "Worth of the asset and its data: medium impact at the highest rating, else low.",
        "Put a web application firewall before it, or one into the proxy that is there.",
        "Is a known attack pattern stopped and reported before it reaches the application?",
        StrideCategory.Tampering, 1008, RiskFunction.Operations, Facts.Boundaries | Facts.Protocols | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.Web) || asset.Is(Trait.WebService)
        where model.Incoming(asset).Any(l => model.Crosses(l) && Protocols.IsWeb(l.Protocol) && !model.Source(l).IsA("waf"))
        select Found($"No web application firewall stands before {asset.Title}", Likelihood.Unlikely, Grades.ByHighest(model.Worth(asset), RiskImpact.Low), BreachProbability.Improbable, [asset.Id], asset.Id);
}
