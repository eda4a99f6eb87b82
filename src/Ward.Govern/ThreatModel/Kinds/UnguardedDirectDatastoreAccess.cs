using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnguardedDirectDatastoreAccess : ThreatKind
{
    private const double Attractive = 40;

    public override KindAbout About { get; } = new(
        "unguarded-direct-datastore-access", "Unguarded direct access to a data store",
        "A data store is called straight from another network, with no service between that would ask what for.",
        "Data stores in scope that are confidential or critical in integrity themselves and are called across a network boundary. Identity stores may be called by identity providers, file servers by file transfer; links for operations do not count.",
        "Medium impact where the store itself is strictly confidential, mission-critical in integrity or attractive (more than 40 %), else low.",
        "Let a service of its own network stand before the store.",
        "Is a connection to the store from another network refused?",
        StrideCategory.ElevationOfPrivilege, 501, RiskFunction.Architecture, Facts.Boundaries | Facts.Ratings | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var attraction = new Attractiveness(model);
        return from asset in model.InScope
               where asset.Type == AssetType.Datastore && asset.Own.IsSecretOrTrue
               from link in model.Incoming(asset)
               let caller = model.Source(link)
               where link.DevOps is not true && model.Crosses(link) && !(asset.Is(Trait.IdentityStore) && caller.IsA("identity-provider")) && !(asset.IsA("file-server") && Protocols.IsFileTransfer(link.Protocol))
               select Found($"{caller.Title} reaches {asset.Title} directly from another network over {link.Title}", Likelihood.Likely,
                   asset.Own.IsMostSecretOrTrue || attraction.Of(asset) > Attractive ? RiskImpact.Medium : RiskImpact.Low, BreachProbability.Improbable, [asset.Id], link.Id, caller.Id, asset.Id);
    }
}
