namespace Ward.Detect.Hunts;

/// <summary>One hunt, as it is kept beside its rules, its checkpoint and its findings.</summary>
/// <param name="Title">For people.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Query">A search that is an analytic of this hunt, as the language writes it; null where there is none.</param>
/// <param name="Only">Detectors of its rules that may speak; null for all.</param>
/// <param name="From">Event time included, UTC; null for the beginning.</param>
/// <param name="Until">Event time excluded, UTC; null for no end.</param>
/// <param name="Rules">How many rules and correlations of its files are in force.</param>
/// <param name="Refused">Why others are not; bounded.</param>
/// <param name="Trouble">What went wrong, or null.</param>
/// <param name="WokenAt">The offset from which it last went on by itself after a restart, or null.</param>
public sealed record HuntRecord(
    HuntId Id,
    string Title,
    string By,
    DateTimeOffset Asked,
    string? Query,
    IReadOnlyList<string>? Only,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    int Rules,
    IReadOnlyList<string> Refused,
    HuntStage Stage,
    string? Trouble,
    DateTimeOffset? Ended,
    long? WokenAt)
{
    /// <summary>What is kept of it cannot be read, as <see cref="Trouble"/> says: it can be removed and nothing else.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Threat feeds whose indicators are sought, beside those of its files.</summary>
    public IReadOnlyList<string> Feeds { get; init; } = [];

    /// <summary>Which content of each of them; empty for a hunt of an earlier Ward, which did not keep it.</summary>
    public IReadOnlyList<HuntedVersion> FeedVersions { get; init; } = [];

    /// <summary>Baselines that are analytics of this hunt, by name.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>How many indicators and patterns are sought.</summary>
    public long Indicators { get; init; }

    /// <summary>The version of their set; null where there are none. What was begun with one set is not gone on with by another.</summary>
    public string? IndicatorSet { get; init; }
}
