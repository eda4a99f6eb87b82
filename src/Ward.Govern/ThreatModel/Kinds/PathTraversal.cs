using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class PathTraversal : ThreatKind
{
    public override KindAbout About { get; } = new(
        "path-traversal", "Path traversal",
        "A file name from outside leads out of the folder that was meant.",
        "Every link into a file server or local file system whose caller is in scope.",
        "Secrecy and integrity of the store and its data: high impact at the highest rating, else medium. Less likely over a link for operations.",
        "Choose files by a key of one's own, and check that the resolved path lies in the folder.",
        "Is a name with two dots refused?",
        StrideCategory.InformationDisclosure, 22, RiskFunction.Development, Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        where asset.Is(Trait.FileStorage)
        from link in model.Incoming(asset)
        let caller = model.Source(link)
        where !caller.OutOfScope
        select Found($"{caller.Title} may be led to other files of {asset.Title} over {link.Title}", Grades.ByUsage(link, Likelihood.VeryLikely, Likelihood.Likely),
            Grades.BySecretOrTrue(model.Worth(asset), RiskImpact.Medium), BreachProbability.Probable, [asset.Id], caller.Id, asset.Id, link.Id);
}
