namespace Ward.City.Identities;

/// <summary>An account and where it may enter.</summary>
/// <param name="Login">The name that logs show, compared exactly.</param>
/// <param name="Grants">What the account may do on which assets.</param>
/// <param name="KeptOn">Assets where its credential lies in memory or on disk, so that whoever holds the asset holds the account.</param>
/// <param name="SecondFactor">True where a password alone does not let it in.</param>
/// <param name="NeededBy">Services that stop when the account is disabled.</param>
public sealed record Account(
    AccountId Id,
    string Login,
    IReadOnlyList<Grant> Grants,
    IReadOnlyList<AssetId> KeptOn,
    bool SecondFactor,
    IReadOnlyList<ServiceId> NeededBy);
