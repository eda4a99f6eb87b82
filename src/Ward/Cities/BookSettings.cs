namespace Ward.Cities;

/// <summary>What a city's book remembers of how it is merged.</summary>
/// <param name="City">The hand-written city file, relative to the book.</param>
/// <param name="Prefer">Sources whose word counts more than that file's, or in this order.</param>
/// <param name="Zone">Zone of assets that no zone's networks hold; null leaves them out.</param>
public sealed record BookSettings(string City, IReadOnlyList<string> Prefer, string? Zone);
