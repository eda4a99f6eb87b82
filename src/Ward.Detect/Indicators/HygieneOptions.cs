using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Indicators;

/// <summary>What an indicator must be like before a measure may rest on it.</summary>
public sealed class HygieneOptions
{
    /// <summary>The least reliability of its source. Default B; A to E (F, not judged, never blocks).</summary>
    [Range(typeof(Reliability), "A", "E")]
    public Reliability LeastReliability { get; init; } = Reliability.B;

    /// <summary>The least credibility of what the source says. Default 3 (possibly true); 1 to 5.</summary>
    [Range(1, 5)]
    public int LeastCredibility { get; init; } = 3;

    /// <summary>The least confidence after decay. Default 70; 1 to 100.</summary>
    [Range(1, 100)]
    public int LeastConfidence { get; init; } = 70;

    /// <summary>Below this confidence after decay a hit says nothing at all. Default 5; 0 to 100.</summary>
    [Range(0, 100)]
    public int LeastTold { get; init; } = 5;
}
