using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class IncompleteModel : ThreatKind
{
    public override KindAbout About { get; } = new(
        "incomplete-model", "Incomplete model",
        "Where the model says that nobody knows a technology or a protocol, other risks hide.",
        "Assets in scope whose technology, and links of theirs whose protocol, is said to be unknown.",
        "Always low.",
        "Find out what it is and write it down.",
        "Does the model name every technology and protocol?",
        StrideCategory.InformationDisclosure, 1008, RiskFunction.Architecture, Facts.Technologies | Facts.Protocols) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        foreach (var asset in model.InScope)
        {
            if (asset.IsA("unknown-technology"))
                yield return Found($"The technology of {asset.Title} is unknown", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [asset.Id], asset.Id);
            foreach (var link in model.Outgoing(asset).Where(l => l.Protocol == Protocols.Unknown))
                yield return Found($"The protocol of {link.Title} at {asset.Title} is unknown", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [asset.Id], link.Id, asset.Id);
        }
    }
}
