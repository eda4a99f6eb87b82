using Ward.Detect.Indicators;
using Ward.Standards.Stix;

namespace Ward.Intelligence;

/// <summary>A feed as ward.yaml has it (docs/reference/configuration.md, intel).</summary>
/// <param name="Address">http or https; null where it is a file.</param>
/// <param name="File">Absolute path; null where it is an address.</param>
/// <param name="On">False: it is fetched only by 'ward intel try', and nothing of it is watched for, until a person switches it on.</param>
/// <param name="Every">How often it is asked.</param>
/// <param name="Type">Of all values of a list or CSV; null: by the type column, or by their form.</param>
/// <param name="Confidence">Where the feed does not say, 0 to 100.</param>
/// <param name="Level">Where the feed does not say.</param>
/// <param name="Lifetime">A value without an end of its own is valid so long after it was last confirmed; null for ever.</param>
/// <param name="Stale">Without a change for longer, the feed is stale.</param>
/// <param name="Shrink">Share of the values, 0 to 1: if more is gone at once, the update is held back.</param>
/// <param name="Poison">Share of the values, 0 to 1: if more must never be blocked, the update is held back.</param>
/// <param name="Insecure">Plain http is allowed beyond loopback too.</param>
public sealed record IntelFeed(
    IndicatorSource Source, IntelFeedKind Kind, Uri? Address, string? File, bool On, TimeSpan Every, IndicatorType? Type, CsvColumns? Columns, string? Collection,
    int Confidence, Tlp? Level, TimeSpan? Lifetime, TimeSpan Stale, double Shrink, double Poison, bool Insecure, FeedAccess Access)
{
    public string Id => Source.Id;

    /// <summary>Longest time of one fetch as a whole; null for <see cref="FetchLimits.Patience"/>.</summary>
    public TimeSpan? Patience { get; init; }
}
