using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UncheckedDeployment : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unchecked-deployment", "Unchecked deployment",
        "Code and its dependencies go into production without anybody, or anything, having looked for flaws.",
        "Every asset of the build chain.",
        "Worth of what code is deployed to: medium impact from confidential or critical on, else low.",
        "Scan code, dependencies and images in the pipeline, test what runs, and stop what fails.",
        "Does a known vulnerable dependency stop the pipeline?",
        StrideCategory.Tampering, 1127, RiskFunction.Architecture, Facts.Technologies | Facts.Usage);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        where asset.Is(Trait.DevelopmentRelevant)
        let targets = Deployment.Targets(model, asset).ToList()
        let impact = targets.Any(t => model.Worth(model.Asset(t)).IsHigh) ? RiskImpact.Medium : RiskImpact.Low
        select Found($"What {asset.Title} passes on may not have been checked", Likelihood.Unlikely, impact, BreachProbability.Possible, [asset.Id, .. targets], asset.Id);
}
