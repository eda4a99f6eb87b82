using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class AccidentalSecretLeak : ThreatKind
{
    public override KindAbout About { get; } = new(
        "accidental-secret-leak", "Accidental secret leak",
        "Passwords, tokens and keys are committed to a source repository or packed into an artifact by mistake, and its history keeps them for whoever may read it.",
        "Every source repository and artifact registry in scope.",
        "Worth of the asset and its data: medium impact from confidential or critical on, high at the highest rating.",
        "Keep secrets out by ignore files and a check before each commit, scan repositories and images regularly, and replace every secret that was ever in one.",
        "Does a scan of the whole history find no secret, and would a commit with one be refused?",
        StrideCategory.InformationDisclosure, 200, RiskFunction.Operations, Facts.Technologies);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.MayHoldSecrets)
        let worth = model.Worth(asset)
        select Found($"Secrets may have slipped into {asset.Title}", Likelihood.Unlikely, Grades.Three(worth), BreachProbability.Probable, [asset.Id], asset.Id);
}
