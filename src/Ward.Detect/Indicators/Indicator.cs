using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Detect.Indicators;

/// <summary>One value that a source says is malicious.</summary>
/// <param name="Value">Normalised by <see cref="IndicatorText"/>.</param>
/// <param name="Confidence">0 to 100, as the source has it.</param>
/// <param name="Level">TLP; null where the source does not say.</param>
/// <param name="Action">PAP; null where the source does not say.</param>
/// <param name="ValidFrom">Not to be used before; null for always.</param>
/// <param name="ValidUntil">Not to be used from then on; null for ever.</param>
/// <param name="Confirmed">When the source last said so of itself; null: when it was first seen in the feed. Confidence decays from there.</param>
/// <param name="Label">What it is said to be, such as a family of malware; hostile text, cut.</param>
public sealed record Indicator(
    IndicatorType Type, string Value, int Confidence, Tlp? Level, Pap? Action, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, DateTimeOffset? Confirmed, string? Label)
{
    /// <summary>Longest label, in characters.</summary>
    public const int LongestLabel = 120;
}
