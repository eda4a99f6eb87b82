using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingVault : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-vault", "Missing vault",
        "Passwords and keys lie in configuration files, where any flaw that reads files finds them.",
        "Models without a vault. One finding, at the most sensitive asset.",
        "Worth of all assets: medium impact from confidential or critical on, else low.",
        "Keep secrets in a vault that authenticates, authorises and logs each reading.",
        "Is there no secret in any configuration file?",
        StrideCategory.InformationDisclosure, 522, RiskFunction.Architecture, Facts.Technologies) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        if (model.Assets.Any(a => a.IsA("vault")) || model.Assets.MaxBy(a => Attractiveness.Own(a.Own)) is not { } example) yield break;
        var impact = model.Assets.Any(a => model.Worth(a).IsHigh) ? RiskImpact.Medium : RiskImpact.Low;
        yield return Found($"Nothing in the model keeps secrets, such as those of {example.Title}", Likelihood.Unlikely, impact, BreachProbability.Improbable, [], example.Id);
    }
}
