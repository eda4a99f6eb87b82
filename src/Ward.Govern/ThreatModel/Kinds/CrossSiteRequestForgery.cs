using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class CrossSiteRequestForgery : ThreatKind
{
    public override KindAbout About { get; } = new(
        "cross-site-request-forgery", "Cross-site request forgery",
        "A foreign page makes the browser of somebody who is signed in send a request that he never meant.",
        "Every link by a web protocol into a web application in scope.",
        "Integrity of what the link carries: medium impact where mission-critical, else low. Less likely over a link for operations.",
        "Ask for a token that a foreign page cannot know, set cookies same-site, and ask once more before what cannot be undone.",
        "Is a request that changes something refused without its token?",
        StrideCategory.Spoofing, 352, RiskFunction.Development, Facts.Roles | Facts.Protocols);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.Web)
        from link in model.Incoming(asset)
        where Protocols.IsWeb(link.Protocol)
        let impact = model.Worth(link).Integrity == Criticality.MissionCritical ? RiskImpact.Medium : RiskImpact.Low
        select Found($"Requests to {asset.Title} over {link.Title} from {model.Source(link).Title} may be forged by another site", Grades.ByUsage(link, Likelihood.VeryLikely, Likelihood.Likely), impact,
            BreachProbability.Improbable, [asset.Id], asset.Id, link.Id);
}
