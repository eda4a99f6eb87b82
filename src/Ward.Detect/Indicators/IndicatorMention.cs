using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Detect.Indicators;

/// <summary>What one source says of one value.</summary>
/// <param name="FirstSeen">When Ward first saw it in this feed.</param>
public sealed record IndicatorMention(
    IndicatorSource Source, IndicatorType Type, string Value, int Confidence, Tlp? Level, Pap? Action, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil,
    DateTimeOffset? Confirmed, DateTimeOffset FirstSeen, string Label)
{
    /// <summary>Whether the source lets it be used at this moment.</summary>
    public bool IsValid(DateTimeOffset at) => !(at < ValidFrom) && !(at >= ValidUntil);
}
