namespace Ward.Detect.Baselines;

/// <summary>Hours counted from 0001-01-01, a Monday in the calendar that .NET uses, so that the remainder by 168 is the hour of the week.</summary>
internal static class HourOfWeek
{
    public const int Count = 168;

    public static int HourOf(DateTimeOffset time) => (int)(time.UtcTicks / TimeSpan.TicksPerHour);

    public static int DayOf(DateTimeOffset time) => (int)(time.UtcTicks / TimeSpan.TicksPerDay);

    public static int WeekOf(int hour) => hour / Count;

    public static int InWeek(int hour) => hour % Count;

    public static bool IsWeekend(int inWeek) => inWeek >= 5 * 24;
}
