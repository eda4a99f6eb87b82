using Ward.Detect.Indicators;
using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Intelligence;

/// <summary>One value or pattern of a feed, as it is kept.</summary>
/// <param name="Key">By which an update of the feed names it: STIX id, MISP attribute, or type and value; unique with type and value.</param>
/// <param name="FirstSeen">When Ward first saw it in this feed.</param>
public sealed record FeedLine(
    string Key, IndicatorType Type, string Value, int Confidence, Tlp? Level, Pap? Action, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, DateTimeOffset? Confirmed, string? Label,
    DateTimeOffset FirstSeen)
{
    public IndicatorMention ToMention(IndicatorSource source) => new(source, Type, Value, Confidence, Level, Action, ValidFrom, ValidUntil, Confirmed, FirstSeen, Label ?? "");

    public Indicator ToIndicator() => new(Type, Value, Confidence, Level, Action, ValidFrom, ValidUntil, Confirmed, Label);
}
