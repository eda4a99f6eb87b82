namespace Ward.Standards.Threagile;

/// <summary>A technical asset.</summary>
/// <param name="Type">external-entity, process or datastore.</param>
/// <param name="Technologies">One in the older form, several in the newer.</param>
/// <param name="Machine">physical, virtual, container or serverless.</param>
/// <param name="Encryption">none, transparent, data-with-…</param>
/// <param name="DataProcessed">As written. What is stored, sent or received counts as processed too (support/schema.json).</param>
public sealed record ThreagileAsset(
    string Id, string Title, string Type, IReadOnlyList<string> Technologies, string Machine, string Size, string Encryption, bool DevOps, bool Internet, bool OutOfScope,
    bool UsedByHuman, bool MultiTenant, bool Redundant, bool CustomDeveloped, ThreagileConfidentiality Confidentiality, ThreagileRating Integrity, ThreagileRating Availability,
    IReadOnlyList<string> DataProcessed, IReadOnlyList<string> DataStored, IReadOnlyList<string> FormatsAccepted, IReadOnlyList<ThreagileLink> Links, IReadOnlyList<string> Tags)
{
    public string? Description { get; init; }

    public string? Owner { get; init; }

    /// <summary>Why it is out of scope, where it is.</summary>
    public string? OutOfScopeBecause { get; init; }
}
