using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnnecessaryTechnicalAsset : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unnecessary-technical-asset", "Unnecessary asset",
        "Something runs that does nothing, or the model does not say what.",
        "Assets that have to do with no data, or that nothing is linked with.",
        "Always low.",
        "Switch it off, or write down what it does.",
        "Does every asset of the model work on data and speak with another?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Architecture, Facts.Data) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        where model.DataAt(asset).Count == 0 || !(model.Incoming(asset).Any() || model.Outgoing(asset).Any())
        select Found($"{asset.Title} seems to do nothing", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [asset.Id], asset.Id);
}
