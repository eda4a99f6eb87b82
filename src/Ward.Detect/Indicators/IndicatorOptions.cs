using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Indicators;

/// <summary>How indicators are watched for.</summary>
public sealed class IndicatorOptions
{
    /// <summary>The same value about the same entity is told again only after so long, by event time. Default 10 min; 0 to 7 d.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Values told lately that are remembered; the oldest is forgotten for a new one. Default 20,000; 100 to 10,000,000.</summary>
    [Range(100, 10_000_000)]
    public int Remembered { get; init; } = 20_000;

    /// <summary>Sightings kept a pattern; the oldest is forgotten for a new one. Default 128; 8 to 10,000.</summary>
    [Range(8, 10_000)]
    public int SightingsAPattern { get; init; } = 128;

    /// <summary>How far apart the sightings of one pattern may be, by event time, whatever the pattern says. Default 1 d; 1 min to 31 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Patterns weighed; those beyond are counted and not used. Default 2,000; 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int Patterns { get; init; } = 2_000;

    /// <summary>An event time further behind its receipt is a wrong clock. Default 31 d; 1 h to 3,650 d.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan FarBehind { get; init; } = TimeSpan.FromDays(31);
}
