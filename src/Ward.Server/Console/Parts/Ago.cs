using System.Globalization;

namespace Ward.Server.Console.Parts;

/// <summary>Moments in words.</summary>
internal static class Ago
{
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Words(DateTimeOffset at, DateTimeOffset now)
    {
        var past = now - at;
        return past < TimeSpan.Zero ? $"in {Span(-past)}" : past < TimeSpan.FromSeconds(5) ? "just now" : $"{Span(past)} ago";
    }

    /// <summary>"4 min 12 s", "3 h 5 min", "6 days".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalMinutes: < 10 } => $"{span.Minutes} min {span.Seconds:00} s",
        { TotalHours: < 1 } => $"{span.Minutes} min",
        { TotalHours: < 24 } => $"{span.Hours} h {span.Minutes:00} min",
        { TotalDays: < 2 } => "1 day",
        _ => $"{(int)span.TotalDays} days",
    };
}
