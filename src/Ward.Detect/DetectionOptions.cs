using System.ComponentModel.DataAnnotations;

namespace Ward.Detect;

/// <summary>When detection saves its state, and which clocks it believes.</summary>
public sealed class DetectionOptions
{
    /// <summary>A snapshot after so many events, unless saving then took more than a twentieth of the time. Default 50,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int SnapshotEvents { get; init; } = 50_000;

    /// <summary>A snapshot at the latest after so long, where anything was weighed since; also while the feeds are silent. Default 15 s; 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SnapshotEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>An event further behind the newest than this counts as late. Default 5 min; 0 to 7 d.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An event time further behind its receipt is a wrong clock. Default 31 d; 1 h to 3,650 d. Give the sign-in baseline the same.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan FarBehind { get; init; } = TimeSpan.FromDays(31);
}
