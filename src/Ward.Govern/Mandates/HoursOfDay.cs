namespace Ward.Govern.Mandates;

/// <summary>[From, To) in whole hours of the clocks of a time zone; wraps over midnight where From is later than To.</summary>
public sealed record HoursOfDay(int From, int To)
{
    /// <summary>Whose clocks; default UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public bool Contains(DateTimeOffset moment)
    {
        var hour = TimeZoneInfo.ConvertTime(moment, Zone).Hour;
        return From <= To ? hour >= From && hour < To : hour >= From || hour < To;
    }
}
