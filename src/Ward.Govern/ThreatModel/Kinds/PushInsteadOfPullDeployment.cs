using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class PushInsteadOfPullDeployment : ThreatKind
{
    public override KindAbout About { get; } = new(
        "push-instead-of-pull-deployment", "Push instead of pull deployment",
        "Production keeps a door open so that the build pipeline can push through it.",
        "Links for operations, not read-only, from a build pipeline to an asset in scope that is itself for business and no part of the build chain.",
        "Worth of the target and its data: medium impact from confidential or critical on, else low.",
        "Let production fetch what it runs.",
        "Does production accept no connection from the build chain?",
        StrideCategory.Tampering, 1127, RiskFunction.Architecture, Facts.Technologies | Facts.Usage) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from pipeline in model.Assets
        where pipeline.IsA("build-pipeline")
        from link in model.Outgoing(pipeline)
        let target = model.Target(link)
        where link.DevOps is true && link.ReadOnly is false && !target.OutOfScope && target.DevOps is not true && !target.Is(Trait.DevelopmentRelevant)
        select Found($"{pipeline.Title} pushes into {target.Title} over {link.Title}", Likelihood.Unlikely, Grades.LowOrMedium(model.Worth(target)), BreachProbability.Improbable, [target.Id], pipeline.Id, target.Id, link.Id)
            with { AlsoTrackedAs = [$"{About.Id}@{pipeline.Id}"] };
}
