using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>A part of history by event time. Times are UTC and count in microseconds.</summary>
public abstract record TimeRange
{
    private TimeRange() { }

    public sealed record Always : TimeRange
    {
        public override string ToString() => "";
    }

    /// <summary>The time up to the moment of asking.</summary>
    /// <param name="Length">One second to ten years.</param>
    public sealed record Last(TimeSpan Length) : TimeRange
    {
        public override string ToString() => "last " + Span.Print(Length);
    }

    /// <param name="From">Included; null for the beginning.</param>
    /// <param name="Until">Excluded; null for no end.</param>
    public sealed record Between(DateTimeOffset? From, DateTimeOffset? Until) : TimeRange
    {
        public override string ToString() =>
            string.Join(' ', new[] { From is { } from ? "from " + Moment(from) : null, Until is { } until ? "to " + Moment(until) : null }.Where(p => p is not null));

        private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>First moment included and first moment excluded, in microseconds since 1970.</summary>
    public (long From, long Until) Bounds(DateTimeOffset now) => this switch
    {
        Always => (long.MinValue, long.MaxValue),
        Last last => (Micros(now - last.Length), long.MaxValue),
        Between between => (between.From is { } from ? Micros(from) : long.MinValue, between.Until is { } until ? Micros(until) : long.MaxValue),
        _ => throw new InvalidOperationException($"Unknown range {GetType().Name}."),
    };

    /// <summary>Microseconds since 1970, rounded down.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond - (at.UtcTicks < DateTimeOffset.UnixEpoch.Ticks && at.UtcTicks % TimeSpan.TicksPerMicrosecond != 0 ? 1 : 0);

    public static DateTimeOffset Moment(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
