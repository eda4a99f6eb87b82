using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class WrongCommunicationLinkContent : ThreatKind
{
    public override KindAbout About { get; } = new(
        "wrong-communication-link-content", "Contradictory communication link",
        "A link contradicts itself, so the model is wrong somewhere and hides risks.",
        "Read-only links that send and do not receive, other links that receive and do not send; calls between processes to what is no process, library calls to what is no library, file access to what is no local file system, container spawning to what is no container. One finding a link.",
        "Always low.",
        "Correct the link.",
        "Do direction, protocol and target of the link agree?",
        StrideCategory.InformationDisclosure, 1008, RiskFunction.Architecture, Facts.Data | Facts.Protocols | Facts.Technologies) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from link in model.Links
        let wrong = Wrong(link, model.Target(link)).ToList()
        where wrong.Count > 0
        select Found($"{link.Title} of {model.Source(link).Title} contradicts itself: {string.Join("; ", wrong)}", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Improbable, [], link.Source, link.Id);

    private static IEnumerable<string> Wrong(Link link, TechnicalAsset target)
    {
        var (sends, receives) = (link.Sent is { Count: > 0 }, link.Received is { Count: > 0 });
        if (link.ReadOnly is true && sends && !receives) yield return "it is read-only and only sends";
        if (link.ReadOnly is false && receives && !sends) yield return "it is not read-only and only receives";
        if (link.Protocol == "inter-process-communication" && target.Type != AssetType.Process) yield return $"{target.Title} is no process";
        if (link.Protocol == "in-process-library-call" && !target.IsA("library")) yield return $"{target.Title} is no library";
        if (link.Protocol == "local-file-access" && !target.IsA("local-file-system")) yield return $"{target.Title} is no local file system";
        if (link.Protocol == "container-spawning" && target.Machine is { } machine && machine != Machine.Container) yield return $"{target.Title} is no container";
    }
}
