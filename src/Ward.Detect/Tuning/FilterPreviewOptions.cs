using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Tuning;

/// <summary>Bounds of one preview, which somebody waits for.</summary>
public sealed class FilterPreviewOptions
{
    /// <summary>Events above which a shorter, newer part of history is looked at. Default 2,000,000; 1 to 1,000,000,000.</summary>
    [Range(1L, 1_000_000_000L)]
    public long MostEvents { get; init; } = 2_000_000;

    /// <summary>It is not shortened below this. Default 10 min; 1 s to 1 d.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Least { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Silenced findings after which it ends. Default 100,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MostFindings { get; init; } = 100_000;
}
