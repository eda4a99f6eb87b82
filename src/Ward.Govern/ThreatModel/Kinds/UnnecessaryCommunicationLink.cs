using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnnecessaryCommunicationLink : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unnecessary-communication-link", "Unnecessary communication link",
        "A way is open over which nothing passes, or the model does not say what.",
        "Links with an end in scope that neither send nor receive data.",
        "Always low.",
        "Close the way, or write down what passes.",
        "Does every link of the model carry something?",
        StrideCategory.ElevationOfPrivilege, 1008, RiskFunction.Architecture, Facts.Data) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from link in model.Links
        where !link.Transferred.Any() && !(model.Source(link).OutOfScope && model.Target(link).OutOfScope)
        select Found($"Nothing passes over {link.Title} of {model.Source(link).Title}", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [link.Source], link.Id, link.Source);
}
