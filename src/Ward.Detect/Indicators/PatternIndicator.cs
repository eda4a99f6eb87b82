using Ward.Standards.Stix.Patterns;

namespace Ward.Detect.Indicators;

/// <summary>A STIX pattern that is more than values to look up.</summary>
/// <param name="Key">Stable over versions of the feed: source and STIX id.</param>
/// <param name="About">Confidence, validity and label, as for a value; its value is the pattern's text.</param>
public sealed record PatternIndicator(string Key, StixPattern Pattern, IndicatorMention About)
{
    /// <summary>What it names, in normal form.</summary>
    public IReadOnlyList<(IndicatorType Type, string Value)> Values { get; } = PatternValues.Of(Pattern);
}
