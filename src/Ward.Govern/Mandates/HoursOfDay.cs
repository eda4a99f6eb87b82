namespace Ward.Govern.Mandates;

/// <summary>[From, To) in whole hours UTC; wraps over midnight where From is later than To.</summary>
public sealed record HoursOfDay(int From, int To)
{
    public bool Contains(DateTimeOffset moment)
    {
        var hour = moment.UtcDateTime.Hour;
        return From <= To ? hour >= From && hour < To : hour >= From || hour < To;
    }
}
