using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class SearchQueryInjection : ThreatKind
{
    public override KindAbout About { get; } = new(
        "search-query-injection", "Search query injection",
        "A value from outside becomes part of a search query and changes its meaning.",
        "Links by HTTP, HTTPS or a binary protocol into a search engine or index whose caller is in scope.",
        "Secrecy and integrity of the engine and its data: high impact at the highest rating, low where internal and operational at most, else medium. Less likely over a link for operations.",
        "Let a library build queries out of values, and never pass a query on as it came.",
        "Is text with query operators searched for as text?",
        StrideCategory.Tampering, 74, RiskFunction.Development, Facts.Technologies | Facts.Protocols);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        where asset.Is(Trait.Search)
        from link in model.Incoming(asset)
        let caller = model.Source(link)
        where !caller.OutOfScope && Protocols.IsLooselyDatabase(link.Protocol)
        select Found($"{caller.Title} may let foreign text change its searches in {asset.Title} over {link.Title}", Grades.ByUsage(link, Likelihood.VeryLikely, Likelihood.Likely), Rated(model.Worth(asset)),
            BreachProbability.Probable, [asset.Id], caller.Id, asset.Id, link.Id);

    private static RiskImpact Rated(Sensitivity worth) => worth switch
    {
        { IsMostSecretOrTrue: true } => RiskImpact.High,
        { Confidentiality: <= Confidentiality.Internal, Integrity: <= Criticality.Operational } => RiskImpact.Low,
        _ => RiskImpact.Medium,
    };
}
