using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Hunts;

/// <summary>Bounds of one hunt.</summary>
public sealed class HuntOptions
{
    /// <summary>A checkpoint at the latest after so many events. Default 200,000; 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int CheckpointEvents { get; init; } = 200_000;

    /// <summary>A checkpoint at the latest after so long, or after twenty times what the last one took. Default 2 s; 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A checkpoint at the latest after so many findings, which are held in memory until then. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int CheckpointFindings { get; init; } = 1_000;

    /// <summary>Findings after which a hunt ends, complete or not. Default 100,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MostFindings { get; init; } = 100_000;

    /// <summary>Events between two moments at which the hunt gives way. Default 256; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int EventsAtOnce { get; init; } = 256;
}
