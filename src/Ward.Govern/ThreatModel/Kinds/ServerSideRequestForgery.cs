using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class ServerSideRequestForgery : ThreatKind
{
    public override KindAbout About { get; } = new(
        "server-side-request-forgery", "Server-side request forgery",
        "A server fetches what a value from outside names, and so reaches what only it can reach.",
        "Every link by a web protocol from an asset in scope that is neither a client nor a load balancer.",
        "Medium impact where the target, or anything else that answers web protocols in the server's network segment, is strictly confidential, or where the server stands in a cloud; else low. Less likely over a link for operations.",
        "Fetch from a list of known addresses only, and let the server reach nothing else.",
        "Is a request to an inner address refused?",
        StrideCategory.InformationDisclosure, 918, RiskFunction.Development, Facts.Protocols | Facts.Boundaries | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where !asset.Is(Trait.Client) && !asset.IsA("load-balancer")
        from link in model.Outgoing(asset)
        where Protocols.IsWeb(link.Protocol)
        let beside = model.Assets.Where(a => model.SameNetwork(asset, a) && model.Incoming(a).Any(l => Protocols.IsWeb(l.Protocol))).ToList()
        let secret = beside.Append(model.Target(link)).Any(a => model.Worth(a).Confidentiality == Confidentiality.StrictlyConfidential)
        select Found($"{asset.Title} may be made to fetch something other than {model.Target(link).Title} over {link.Title}", Grades.ByUsage(link, Likelihood.Likely, Likelihood.Unlikely),
            secret || model.BoundaryOf(asset)?.IsCloud is true ? RiskImpact.Medium : RiskImpact.Low, BreachProbability.Possible, [asset.Id, .. beside.Select(a => a.Id)], asset.Id, link.Target, link.Id);
}
