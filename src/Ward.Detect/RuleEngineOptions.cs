using System.ComponentModel.DataAnnotations;

namespace Ward.Detect;

/// <summary>Bounds of what a <see cref="Rules.RuleEngine"/> remembers, for each correlation apart, so that a flood on one leaves the others whole, and for all together.</summary>
public sealed class RuleEngineOptions
{
    /// <summary>Groups remembered; beyond it the one that was longest without an event is evicted and counted. Default 200,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxGroups { get; init; } = 200_000;

    /// <summary>Bytes of state, evidence among it, by account; beyond it groups are evicted as above. Default 128 MiB; 64 KiB to 16 GiB.</summary>
    [Range(1L << 16, 1L << 34)]
    public long MaxBytes { get; init; } = 128 << 20;

    /// <summary>Groups of all correlations together. Default 1,000,000; 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxGroupsInAll { get; init; } = 1_000_000;

    /// <summary>Bytes of all correlations together. Default 256 MiB; 64 KiB to 64 GiB.</summary>
    [Range(1L << 16, 1L << 36)]
    public long MaxBytesInAll { get; init; } = 256 << 20;

    /// <summary>
    /// Events that one group remembers singly; a window of more is told in fewer (see docs/guide/correlation.md). For percentiles, which are exact up to there, it is four times as many; for counts with a high bound three times the bound.
    /// Default 4,096; 16 to 1,000,000.
    /// </summary>
    [Range(16, 1_000_000)]
    public int MaxEventsPerGroup { get; init; } = 4096;

    /// <summary>
    /// How far behind the newest of its group an event may come and still be weighed; how long what waits for the watermark waits beyond its window;
    /// and how long, beyond its timespan, a group is kept without events, by time of receipt. Default 5 min; 0 to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A feed not heard for so long, by time of receipt, no longer holds the watermark up. Default 1 min; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Nor does one whose newest event is so far behind that of the foremost: an old log, or a wrong clock. Default 1 h; 1 s to 31 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan FeedLag { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often, by time of receipt, a correlation that gives up groups says so as a finding. Default 1 h; 1 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan BlindnessEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Into how many partitions the groups are spread, by a hash of their key; the verdicts are the same. Default 1; 1 to 1,024.</summary>
    [Range(1, 1024)]
    public int Partitions { get; init; } = 1;
}
