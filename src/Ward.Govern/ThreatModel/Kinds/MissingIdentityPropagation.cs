using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingIdentityPropagation : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-identity-propagation", "Missing identity propagation",
        "A back end lets a front end act for everybody, so whoever takes the front end reads everybody's data.",
        "Authenticated links into services in scope that usually work for end users and are confidential or critical in any rating (restricted or important where they serve several tenants), if the caller could pass the user's identity on and does not. Over links for operations a technical user is enough.",
        "Medium impact where the service itself is of the highest rating, else low.",
        "Pass a token of the user on and decide by it in the back end.",
        "Does the back end refuse to show one user's data to another's token?",
        StrideCategory.ElevationOfPrivilege, 284, RiskFunction.Architecture, Facts.Technologies | Facts.Authentication | Facts.Authorization);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.ServesEndUsers) && IsSensitive(asset)
        from link in model.Incoming(asset)
        let caller = model.Source(link)
        where caller.Is(Trait.PropagatesIdentity) && caller.Type != AssetType.Datastore
        where link.Authentication is { } known && known != Authentication.None
        where link.Authorization is { } allowed && allowed != Authorization.EndUserIdentityPropagation && !(link.DevOps is true && allowed != Authorization.None)
        select Found($"{caller.Title} does not tell {asset.Title} for whom it calls over {link.Title}", Likelihood.Unlikely, Grades.ByHighest(asset.Own, RiskImpact.Low), BreachProbability.Improbable, [asset.Id], link.Id, caller.Id, asset.Id);

    private static bool IsSensitive(TechnicalAsset asset) => asset.Own.IsHigh
        || (asset.MultiTenant is true && (asset.Own.Confidentiality >= Confidentiality.Restricted || asset.Own.Integrity >= Criticality.Important || asset.Own.Availability >= Criticality.Important));
}
