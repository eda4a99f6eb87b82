using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingHardening : ThreatKind
{
    private const double Limit = 55, LimitOfTargets = 40;

    public override KindAbout About { get; } = new(
        "missing-hardening", "Missing hardening",
        "What draws attackers most runs with the settings with which it came.",
        "Assets in scope whose attractiveness to an attacker is 55 % of the model's highest or more; 40 % for data stores, application servers, identity providers, controllers and the like.",
        "Secrecy and integrity of asset and data: medium impact at the highest rating, else low.",
        "Harden system and product by their guides, and keep them so by a check that repeats.",
        "Does the machine pass its benchmark?",
        StrideCategory.Tampering, 16, RiskFunction.Operations, Facts.Ratings | Facts.Roles);

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var attraction = new Attractiveness(model);
        return from asset in model.InScope
               where attraction.Of(asset) >= (asset.Type == AssetType.Datastore || asset.Is(Trait.HighValue) ? LimitOfTargets : Limit)
               select Found($"{asset.Title} may not be hardened", Likelihood.Likely, Grades.BySecretOrTrue(model.Worth(asset), RiskImpact.Low), BreachProbability.Improbable, [asset.Id], asset.Id);
    }
}
