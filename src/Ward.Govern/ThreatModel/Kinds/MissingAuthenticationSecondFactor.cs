using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingAuthenticationSecondFactor : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-authentication-second-factor", "Missing second factor",
        "A stolen password alone opens what matters most.",
        "Links by which people, directly or through something that only forwards, reach assets in scope that are confidential or critical in any rating or serve several tenants, carrying confidential or critical data without a second factor. Forwarders and inspection systems do not count.",
        "Always medium.",
        "Ask people for a second factor that cannot be phished.",
        "Does a right password alone fail?",
        StrideCategory.ElevationOfPrivilege, 308, RiskFunction.BusinessSide, Facts.Authentication | Facts.Humans | Facts.Data);

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        foreach (var asset in model.InScope.Where(a => !a.Is(Trait.TrafficForwarding) && !a.Is(Trait.PlainTrafficTolerated) && (a.MultiTenant is true || model.Worth(a).IsHigh)))
        {
            foreach (var link in model.Incoming(asset))
            {
                var caller = model.Source(link);
                if (caller.UsedByHuman is true && Lacks(model, link)) yield return Risk(model, asset, link, link);
                if (caller.UsedByHuman is true || !caller.Is(Trait.TrafficForwarding)) continue;
                foreach (var origin in model.Incoming(caller).Where(o => model.Source(o).UsedByHuman is true && Lacks(model, o))) yield return Risk(model, asset, link, origin);
            }
        }
    }

    private static bool Lacks(SystemModel model, Link link) =>
        link.Authentication is { } known && known != Authentication.TwoFactor && model.Worth(link).IsSecretOrTrue && !model.Source(link).Is(Trait.PlainTrafficTolerated) && model.Source(link).Type != AssetType.Datastore;

    private Finding Risk(SystemModel model, TechnicalAsset asset, Link link, Link origin)
    {
        var direct = origin.Id == link.Id;
        var found = Found($"{asset.Title} asks people at {model.Source(origin).Title} for no second factor over {link.Title}{(direct ? "" : $", forwarded by {model.Source(link).Title}")}",
            Likelihood.Unlikely, RiskImpact.Medium, BreachProbability.Possible, [asset.Id], link.Id, link.Source, asset.Id);
        return direct ? found : found with { Id = $"{found.Id}<-{origin.Id}", At = [.. found.At, origin.Id], AlsoTrackedAs = [found.Id] };
    }
}
