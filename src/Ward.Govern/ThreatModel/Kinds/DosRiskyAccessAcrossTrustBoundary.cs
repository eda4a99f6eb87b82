using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class DosRiskyAccessAcrossTrustBoundary : ThreatKind
{
    public override KindAbout About { get; } = new(
        "dos-risky-access-across-trust-boundary", "Access across a boundary that can be flooded",
        "Something that must be there can be called from another network, and so be kept busy from there.",
        "Assets in scope of critical availability or more, load balancers aside, that are called across a network boundary, directly or through something that only forwards. Links for operations and calls within a machine do not count.",
        "Low impact; medium where availability is mission-critical and there is neither VPN nor address filter nor a second instance.",
        "Throttle by caller, filter or tunnel the ways of maintenance, and run a second instance.",
        "Does the service answer others while one caller floods it?",
        StrideCategory.DenialOfService, 400, RiskFunction.Operations, Facts.Ratings | Facts.Boundaries | Facts.Protocols);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Own.Availability >= Criticality.Critical && !asset.IsA("load-balancer")
        from link in model.Incoming(asset)
        let caller = model.Source(link)
        from origin in caller.Is(Trait.TrafficForwarding) ? model.Incoming(caller) : [link]
        where model.Crosses(origin) && origin.DevOps is not true && !Protocols.IsLocal(origin.Protocol)
        select Risk(model, asset, origin, origin.Id == link.Id ? null : link);

    private Finding Risk(SystemModel model, TechnicalAsset asset, Link origin, Link? forward)
    {
        // Whether something is redundant, tunnelled or filtered may be unknown: only a known lack makes it graver.
        var bare = asset.Own.Availability == Criticality.MissionCritical && origin.Vpn is false && origin.IpFiltered is false && asset.Redundant is false;
        var client = model.Source(origin);
        var found = Found($"{asset.Title} can be flooded by {client.Title} over {origin.Title}{(forward is null ? "" : $", forwarded by {model.Source(forward).Title}")}",
            Likelihood.Unlikely, bare ? RiskImpact.Medium : RiskImpact.Low, BreachProbability.Improbable, [], asset.Id, client.Id, origin.Id);
        return forward is null ? found : found with { Id = $"{found.Id}->{forward.Id}", At = [.. found.At, forward.Id], AlsoTrackedAs = [found.Id] };
    }
}
