using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnguardedAccessFromInternet : ThreatKind
{
    private const double Attractive = 40;

    public override KindAbout About { get; } = new(
        "unguarded-access-from-internet", "Unguarded access from the internet",
        "Something of worth is called straight from the internet, with nothing before it that is made for that.",
        "Assets in scope, load balancers aside, that are confidential or critical in integrity themselves and are called from the internet outside a VPN by something other than monitoring. Bought web servers, proxies and gateways may be called by HTTP, gateways also by FTP.",
        "Medium impact where the asset itself is strictly confidential, mission-critical in integrity or attractive (more than 40 %), else low.",
        "Put a proxy, a gateway or a jump host before it.",
        "Is a connection from the internet refused?",
        StrideCategory.ElevationOfPrivilege, 501, RiskFunction.Architecture, Facts.Ratings | Facts.Roles | Facts.Protocols);

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var attraction = new Attractiveness(model);
        return from asset in model.InScope
               where asset.Own.IsSecretOrTrue && !asset.IsA("load-balancer")
               from link in model.Incoming(asset)
               let caller = model.Source(link)
               where caller.Internet is true && link.Vpn is not true && !caller.IsA("monitoring") && !IsMeantFor(asset, link)
               select Found($"{asset.Title} is called from the internet by {caller.Title} over {link.Title}", Likelihood.VeryLikely,
                   asset.Own.IsMostSecretOrTrue || attraction.Of(asset) > Attractive ? RiskImpact.Medium : RiskImpact.Low, BreachProbability.Possible, [asset.Id], asset.Id, caller.Id, link.Id);
    }

    private static bool IsMeantFor(TechnicalAsset asset, Link link) =>
        asset.CustomDeveloped is not true && ((asset.Is(Trait.HttpFromInternet) && link.Protocol is "http" or "https") || (asset.Is(Trait.FtpFromInternet) && Protocols.IsFileTransfer(link.Protocol)));
}
