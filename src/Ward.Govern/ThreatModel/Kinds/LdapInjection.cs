using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class LdapInjection : ThreatKind
{
    public override KindAbout About { get; } = new(
        "ldap-injection", "LDAP injection",
        "A value from outside becomes part of a directory query and changes its meaning.",
        "Every link by LDAP or LDAPS whose caller is in scope.",
        "Secrecy and integrity of the directory and its data: high impact at the highest rating, else medium. Less likely over a link for operations.",
        "Let a library build filters and names out of values, and bind with no more rights than the query needs.",
        "Is a name with parentheses and asterisks found as that name alone?",
        StrideCategory.Tampering, 90, RiskFunction.Development, Facts.Protocols);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.Assets
        from link in model.Incoming(asset)
        where link.Protocol is "ldap" or "ldaps" && !model.Source(link).OutOfScope
        let caller = model.Source(link)
        select Found($"{caller.Title} may let foreign text change its queries to {asset.Title} over {link.Title}", Grades.ByUsage(link, Likelihood.Likely, Likelihood.Unlikely),
            Grades.BySecretOrTrue(model.Worth(asset), RiskImpact.Medium), BreachProbability.Probable, [asset.Id], caller.Id, asset.Id, link.Id);
}
