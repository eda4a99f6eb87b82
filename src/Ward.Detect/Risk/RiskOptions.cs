using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Risk;

/// <summary>How risk adds up and fades, how much of it is remembered, and when it is a finding of its own. Figures in points: one finding of high level that is an attempt is 50.</summary>
public sealed class RiskOptions
{
    /// <summary>Event time after which a risk to which nothing was added is half. Default 24 h; 1 min to 90 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Points from quiet findings alone at which an entity is told of: as much as one attempt of high level. Default 50; 1 to 10,000.</summary>
    [Range(1.0, 10_000.0)]
    public double Threshold { get; init; } = 50;

    /// <summary>A finding of fewer points is quiet: by itself no reason to look up. Default 25, an attempt of medium level; 1 to 10,000.</summary>
    [Range(1.0, 10_000.0)]
    public double Loud { get; init; } = 25;

    /// <summary>Quiet detectors that must differ before an entity is told of, each with <see cref="LeastShare"/> at least. Default 3; 2 to 16.</summary>
    [Range(2, 16)]
    public int LeastDetectors { get; init; } = 3;

    /// <summary>Points that a detector must hold to count as one of them. Default 2; 0 to 1,000.</summary>
    [Range(0.0, 1_000.0)]
    public double LeastShare { get; init; } = 2;

    /// <summary>An entity is told of at most once in so much event time. Default 24 h; 1 min to 90 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Refractory { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Entities remembered; beyond it the one of least risk is given up, counted. Default 20,000; 2 to 1,000,000.</summary>
    [Range(2, 1_000_000)]
    public int Entities { get; init; } = 20_000;

    /// <summary>Detectors remembered singly of an entity; beyond it the one of fewest points goes into a sum without a name, counted. Default 16; 4 to 256.</summary>
    [Range(4, 256)]
    public int Reasons { get; init; } = 16;
}
