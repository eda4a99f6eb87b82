using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class SqlNoSqlInjection : ThreatKind
{
    public override KindAbout About { get; } = new(
        "sql-nosql-injection", "SQL or NoSQL injection",
        "A value from outside becomes part of a database query and changes its meaning.",
        "Links into a database by a database protocol, HTTP, HTTPS or a binary protocol whose caller is in scope.",
        "Secrecy and integrity of the database and its data: high impact at the highest rating, else medium. Less likely over a link for operations.",
        "Bind values as parameters, and connect with no more rights than the query needs.",
        "Is a value with a quotation mark stored as that value?",
        StrideCategory.Tampering, 89, RiskFunction.Development, Facts.Protocols | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        where asset.Is(Trait.QueryInjectable)
        from link in model.Incoming(asset)
        let caller = model.Source(link)
        where !caller.OutOfScope && (Protocols.IsDatabase(link.Protocol) || Protocols.IsLooselyDatabase(link.Protocol))
        select Found($"{caller.Title} may let foreign text change its queries to {asset.Title} over {link.Title}", Grades.ByUsage(link, Likelihood.VeryLikely, Likelihood.Likely),
            Grades.BySecretOrTrue(model.Worth(asset), RiskImpact.Medium), BreachProbability.Probable, [asset.Id], caller.Id, asset.Id, link.Id);
}
