using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class CrossSiteScripting : ThreatKind
{
    public override KindAbout About { get; } = new(
        "cross-site-scripting", "Cross-site scripting",
        "Text from one user runs as a script in the browser of another, with that one's session.",
        "Every web application in scope.",
        "Secrecy and integrity of asset and data: high impact at the highest rating, else medium.",
        "Encode every value for the place where it is shown, change pages by safe functions only, and set a content security policy.",
        "Is text with markup in every field shown as text?",
        StrideCategory.Tampering, 79, RiskFunction.Development, Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model) =>
        from asset in model.InScope
        where asset.Is(Trait.Web)
        select Found($"Scripts of others may run in pages of {asset.Title}", Likelihood.Likely, Grades.BySecretOrTrue(model.Worth(asset), RiskImpact.Medium), BreachProbability.Possible, [asset.Id], asset.Id);
}
