using System.ComponentModel.DataAnnotations;

namespace Ward.Detect;

/// <summary>Bounds of what a <see cref="Rules.RuleEngine"/> remembers, for each correlation apart, so that a flood on one leaves the others whole.</summary>
public sealed class RuleEngineOptions
{
    /// <summary>Groups remembered; beyond it the one that was longest without an event is evicted and counted. Default 50,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxGroups { get; init; } = 50_000;

    /// <summary>Bytes of evidence remembered; beyond it groups are evicted as above. Default 32 MiB; 64 KiB to 1 GiB.</summary>
    [Range(1 << 16, 1 << 30)]
    public int MaxEvidenceBytes { get; init; } = 32 << 20;

    /// <summary>How long, beyond its timespan, a group is kept without events, by time of receipt. Default 5 min; 0 to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(5);
}
