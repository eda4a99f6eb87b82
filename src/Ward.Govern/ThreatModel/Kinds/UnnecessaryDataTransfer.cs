using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnnecessaryDataTransfer : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unnecessary-data-transfer", "Unnecessary data transfer",
        "Data go to or through something that has no use for them, and can be taken there as well.",
        "Assets in scope that send or receive data that are confidential or critical in integrity and that the model does not say they process or store. Monitoring and inspection systems at the other end do not count. Only where the asset lists what it processes or stores at all.",
        "The data: medium impact where strictly confidential or mission-critical in integrity, else low.",
        "Do not send them there, or write down what they are used for.",
        "Does the asset use everything that it gets?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Architecture, Facts.Data) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model) =>
        (from asset in model.InScope
         let uses = (asset.Processed ?? []).Concat(asset.Stored ?? []).ToHashSet(StringComparer.Ordinal)
         from link in model.Outgoing(asset).Concat(model.Incoming(asset))
         let partner = link.Source == asset.Id ? model.Target(link) : model.Source(link)
         where !partner.Is(Trait.AnyDataTolerated)
         from id in link.Transferred
         where !uses.Contains(id) && model.DataOf(id).Sensitivity.IsSecretOrTrue
         let data = model.DataOf(id)
         select Found($"{asset.Title} exchanges {data.Title} with {partner.Title} and has no use for them", Likelihood.Unlikely, Grades.BySecretOrTrue(data.Sensitivity, RiskImpact.Low),
             BreachProbability.Improbable, [asset.Id], id, asset.Id, partner.Id)).DistinctBy(f => f.Id);
}
