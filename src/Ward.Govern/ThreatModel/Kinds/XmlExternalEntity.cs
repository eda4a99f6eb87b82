using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class XmlExternalEntity : ThreatKind
{
    public override KindAbout About { get; } = new(
        "xml-external-entity", "XML external entity",
        "An XML document names a file or an address, and the parser fetches it.",
        "Assets in scope that accept XML.",
        "Worth of the asset and its data: high impact at the highest rating, else medium.",
        "Forbid document types and external entities in every parser.",
        "Is a document with an external entity refused?",
        StrideCategory.InformationDisclosure, 611, RiskFunction.Development, Facts.Code);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Formats?.Contains("xml") is true
        select Found($"{asset.Title} may fetch what an XML document names", Likelihood.VeryLikely, Grades.ByHighest(model.Worth(asset), RiskImpact.Medium), BreachProbability.Probable, [asset.Id], asset.Id);
}
