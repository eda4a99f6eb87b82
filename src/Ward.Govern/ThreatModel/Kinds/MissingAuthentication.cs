using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingAuthentication : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-authentication", "Missing authentication",
        "Something that holds what matters answers callers without asking who they are.",
        "Links without authentication into assets in scope that are confidential or critical in any rating or serve several tenants. Forwarders, registries and inspection systems need none; calls within a machine, of data stores and of monitoring do not count.",
        "What the link carries: high impact at the highest rating, low where internal and operational at most, else medium.",
        "Ask every caller who it is; ask people for a second factor where the data are of the highest rating.",
        "Is a call without proof of identity refused?",
        StrideCategory.ElevationOfPrivilege, 306, RiskFunction.Architecture, Facts.Authentication | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where !asset.Is(Trait.NoAuthenticationNeeded) && (asset.MultiTenant is true || model.Worth(asset).IsHigh)
        from link in model.Incoming(asset)
        let caller = model.Source(link)
        where link.Authentication == Authentication.None && !Protocols.IsLocal(link.Protocol)
        where !caller.Is(Trait.PlainTrafficTolerated) && caller.Type != AssetType.Datastore
        select Found($"{asset.Title} does not ask {caller.Title} who it is over {link.Title}", Likelihood.Likely, Carried(model.Worth(link)), BreachProbability.Possible, [asset.Id], link.Id, caller.Id, asset.Id);

    private static RiskImpact Carried(Sensitivity worth) => worth switch
    {
        { IsMostSecretOrTrue: true } => RiskImpact.High,
        { Confidentiality: <= Confidentiality.Internal, Integrity: <= Criticality.Operational } => RiskImpact.Low,
        _ => RiskImpact.Medium,
    };
}
