namespace Ward.City.Merging;

/// <summary>One version of a city in its book: from what it came, what changed and why. The text under the same name gives the model back.</summary>
/// <param name="Version">Of the model: SHA-256 of its text.</param>
/// <param name="Parent">The version before it, or null for the first.</param>
/// <param name="At">When it was made.</param>
/// <param name="Why">In the words of who made it.</param>
/// <param name="OwnVersion">Of the hand-written file that it rests on.</param>
/// <param name="Sources">Source and file of each delta in it.</param>
public sealed record CityVersion(
    string Version, string? Parent, DateTimeOffset At, string Why, string OwnVersion, IReadOnlyList<Provenance> Sources, IReadOnlyList<CityChange> Changes, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<string> LeftOut);
