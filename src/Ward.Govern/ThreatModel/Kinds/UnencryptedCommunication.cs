using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class UnencryptedCommunication : ThreatKind
{
    public override KindAbout About { get; } = new(
        "unencrypted-communication", "Unencrypted communication",
        "Whoever sits on the wire reads and changes what passes.",
        "Links in the open with an end in scope that carry data and prove who calls, or carry data of the highest rating, or, outside a VPN, confidential or critical ones. Calls within a machine, monitoring and inspection systems do not count.",
        "High impact for proofs of identity and the highest rating, else medium. Likely across a network boundary, else unlikely.",
        "Encrypt the link and check the certificate of the other end.",
        "Does the link refuse to speak in the open?",
        StrideCategory.InformationDisclosure, 319, RiskFunction.Operations, Facts.Protocols | Facts.Data | Facts.Authentication);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from link in model.Links
        let source = model.Source(link)
        let target = model.Target(link)
        where !(source.OutOfScope && target.OutOfScope) && Protocols.IsEncrypted(link.Protocol) is false && !Protocols.IsLocal(link.Protocol)
        where !source.Is(Trait.PlainTrafficTolerated) && !target.Is(Trait.PlainTrafficTolerated) && link.Transferred.Any()
        let worth = model.Worth(link)
        let grave = worth.IsMostSecretOrTrue || link.Authentication is { } known && known != Authentication.None
        where grave || (link.Vpn is not true && worth.IsSecretOrTrue)
        select Found($"{link.Title} between {source.Title} and {target.Title} travels in the open", model.Crosses(link) ? Likelihood.Likely : Likelihood.Unlikely, grave ? RiskImpact.High : RiskImpact.Medium,
            BreachProbability.Possible, [target.Id], link.Id, source.Id, target.Id);
}
