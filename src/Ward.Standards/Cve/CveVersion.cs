namespace Ward.Standards.Cve;

/// <summary>A version or a range that begins at one.</summary>
/// <param name="Affected">Null where the record does not know.</param>
/// <param name="Below">End of the range, not included; null where there is none.</param>
/// <param name="UpTo">End of the range, included; null where there is none.</param>
/// <param name="Scheme">How versions are ordered: semver, rpm, custom, git; null where only one is meant.</param>
public sealed record CveVersion(string Version, bool? Affected, string? Below, string? UpTo, string? Scheme)
{
    /// <summary>Versions within the range from which on another status holds, the earliest first.</summary>
    public IReadOnlyList<CveChange> Changes { get; init; } = [];

    /// <summary>True where versions are commits, which no text orders.</summary>
    public bool IsCommit => string.Equals(Scheme, "git", StringComparison.OrdinalIgnoreCase);
}
