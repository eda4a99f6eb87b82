namespace Ward.Server.Application;

/// <summary>The days by which the city lives: those of its own time zone (<c>timezone</c> in ward.yaml).</summary>
internal sealed class CityDay(TimeProvider time, TimeZoneInfo zone)
{
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
}
