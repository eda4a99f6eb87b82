using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingBuildInfrastructure : ThreatKind
{
    private static readonly string[] Chain = ["devops-client", "sourcecode-repository", "build-pipeline"];

    public override KindAbout About { get; } = new(
        "missing-build-infrastructure", "Missing build infrastructure",
        "The model has software of one's own and not the machines on which it is made, so their risks stay unseen.",
        "Models with parts in scope that the owners wrote themselves, where the development client, the source repository or the build pipeline is missing. One finding, at the most sensitive of these parts.",
        "Worth of these parts: medium impact from confidential or critical on, else low.",
        "Put the build chain into the model.",
        "Does the model show how code gets from a developer into production?",
        StrideCategory.Tampering, 1127, RiskFunction.Architecture, Facts.Technologies | Facts.Code) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var written = model.InScope.Where(a => a.CustomDeveloped is true).ToList();
        if (written.Count == 0 || Chain.All(t => model.Assets.Any(a => a.IsA(t)))) yield break;
        var example = written.MaxBy(a => Attractiveness.Own(a.Own))!;
        var impact = written.Any(a => model.Worth(a).IsHigh) ? RiskImpact.Medium : RiskImpact.Low;
        yield return Found($"The model does not show how {example.Title} is built", Likelihood.Unlikely, impact, BreachProbability.Improbable, [], example.Id);
    }
}
