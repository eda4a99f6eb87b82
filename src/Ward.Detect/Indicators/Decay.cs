namespace Ward.Detect.Indicators;

/// <summary>How fast an indicator grows old: half of its confidence is left after the type's half-life without a new word of the source.</summary>
public static class Decay
{
    /// <summary>Addresses change hands within days, digests of files never; what was taken here is stated in docs/guide/indicators.md.</summary>
    public static TimeSpan HalfLife(IndicatorType type) => type switch
    {
        IndicatorType.Address or IndicatorType.Network => TimeSpan.FromDays(7),
        IndicatorType.Domain or IndicatorType.Mail => TimeSpan.FromDays(30),
        IndicatorType.Url => TimeSpan.FromDays(14),
        IndicatorType.Hash => TimeSpan.FromDays(730),
        IndicatorType.Ja3 or IndicatorType.Ja4 or IndicatorType.Pattern => TimeSpan.FromDays(90),
        _ => throw new InvalidOperationException($"Unknown type {type}."),
    };

    /// <summary>0 to 100.</summary>
    /// <param name="at">Event time, so that a replay says the same.</param>
    public static double Confidence(IndicatorMention mention, DateTimeOffset at)
    {
        var age = at - (mention.Confirmed ?? mention.FirstSeen);
        return age <= TimeSpan.Zero ? mention.Confidence : mention.Confidence * Math.Pow(0.5, age / HalfLife(mention.Type));
    }
}
