using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnnecessaryDataAsset : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unnecessary-data-asset", "Unnecessary data",
        "Data are kept that nobody uses, or the model does not say who does.",
        "Data that no asset stores or processes and no link transfers.",
        "Always low.",
        "Delete the data, or write down who uses them.",
        "Are all data of the model used somewhere?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Architecture, Facts.Data) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var used = model.Assets.SelectMany(model.DataAt).ToHashSet(StringComparer.Ordinal);
        return from data in model.Data.OrderBy(d => d.Id, StringComparer.Ordinal)
               where !used.Contains(data.Id)
               select Found($"Nothing uses {data.Title}", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [], data.Id);
    }
}
