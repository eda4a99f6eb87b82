using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingIdentityStore : ThreatKind
{
    public override KindAbout About { get; } = new(
        "missing-identity-store", "Missing identity store",
        "People sign in and the model does not show where their identities are kept, so those risks stay unseen.",
        "Models with links that act for an end user and without an identity store in scope. One finding, at the most sensitive asset that is called so.",
        "Worth of the assets that are called so: medium impact from confidential or critical on, else low.",
        "Put the identity store into the model.",
        "Does the model show where identities are kept?",
        StrideCategory.Spoofing, 287, RiskFunction.Architecture, Facts.Technologies | Facts.Authorization) { MayBeModelGap = true };

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        if (model.InScope.Any(a => a.Is(Trait.IdentityStore))) yield break;
        var called = model.Links.Where(l => l.Authorization == Authorization.EndUserIdentityPropagation).Select(model.Target).Distinct().OrderBy(a => a.Id, StringComparer.Ordinal).ToList();
        if (called.MaxBy(a => Attractiveness.Own(a.Own)) is not { } example) yield break;
        var impact = called.Any(a => model.Worth(a).IsHigh) ? RiskImpact.Medium : RiskImpact.Low;
        yield return Found($"The model does not show where the users of {example.Title} are kept", Likelihood.Unlikely, impact, BreachProbability.Improbable, [], example.Id);
    }
}
