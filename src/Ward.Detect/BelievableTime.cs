using Ward.Ingest;

namespace Ward.Detect;

/// <summary>The time by which an event is judged: its own, unless its clock cannot be believed, then the time of receipt.</summary>
internal static class BelievableTime
{
    /// <summary>Ahead by more is a wrong clock: a day covers every time zone that somebody forgot to write down.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    public static DateTimeOffset Of(DateTimeOffset time, DateTimeOffset received, TimeSpan behind, out bool believed)
    {
        believed = time - received <= Ahead && received - time <= behind;
        return believed ? time : received;
    }

    public static DateTimeOffset Of(Event e, TimeSpan behind, out bool believed) => Of(e.Time, e.Received, behind, out believed);
}
