using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingFileValidation : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-file-validation", "Missing file validation",
        "A file from outside is taken for what its name says.",
        "Assets in scope with parts that the owners wrote themselves and that accept files.",
        "Worth of the asset and its data: medium impact at the highest rating, else low.",
        "Allow few types and tell them by content, give files names of one's own, bound their size, scan what others will open.",
        "Is a script under the name of a picture refused?",
        StrideCategory.Spoofing, 434, RiskFunction.Development, Facts.Code);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.CustomDeveloped is true && asset.Formats?.Contains("file") is true
        select Found($"{asset.Title} may take files for what they are not", Likelihood.VeryLikely, Grades.ByHighest(model.Worth(asset), RiskImpact.Low), BreachProbability.Probable, [asset.Id], asset.Id);
}
