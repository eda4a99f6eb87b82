using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class CodeBackdooring : ThreatKind
{
    public override KindAbout About { get; } = new(
        "code-backdooring", "Code backdooring",
        "Whoever takes over a part of the build chain ships code of his own into production, by source, dependency or tool.",
        "Development assets in scope that lie on the internet, are called from the internet without a VPN, or by a development client that is out of scope and so managed by somebody else.",
        "Worth of the code: high impact from confidential or critical on, else medium; low for code inspection, which ships nothing.",
        "Take the build chain off the internet, let only managed clients reach it, sign what is built and check the signature where it runs.",
        "Can only managed machines reach repository and pipeline, and is unsigned code refused?",
        StrideCategory.Tampering, 912, RiskFunction.Operations, Facts.Technologies | Facts.Usage);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.DevelopmentRelevant)
        where asset.Internet is true || model.Incoming(asset).Any(link => IsUnmanaged(model.Source(link)) || (model.Source(link).Internet is true && link.Vpn is not true))
        let impact = asset.IsA("code-inspection-platform") ? RiskImpact.Low : model.Worth(asset).IsSecretOrTrue ? RiskImpact.High : RiskImpact.Medium
        select Found($"Code that passes {asset.Title} may be given a back door", Likelihood.Unlikely, impact, BreachProbability.Probable, [asset.Id, .. Deployment.Targets(model, asset)], asset.Id);

    private static bool IsUnmanaged(TechnicalAsset caller) => caller.OutOfScope && caller.IsA("devops-client");
}
