namespace Ward.City.Identities;

/// <summary>The privilege of an account on an asset.</summary>
public sealed record Grant(AssetId Asset, Privilege Privilege);
