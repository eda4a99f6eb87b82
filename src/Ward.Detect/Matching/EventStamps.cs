using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>What an event carries outside its fields, as values. A value is valid until the next of the same stamp is asked for. Not thread-safe.</summary>
/// <param name="zone">In which local times are told.</param>
internal sealed class EventStamps(TimeZoneInfo zone)
{
    private static readonly byte[][] Weekdays = [.. Enum.GetNames<DayOfWeek>().Select(d => Encoding.UTF8.GetBytes(d.ToLowerInvariant()))];

    private readonly byte[][] numbers = [new byte[11], new byte[11], new byte[11]];
    private readonly byte[] moment = new byte[33], localMoment = new byte[33];
    private readonly Dictionary<string, byte[]> texts = new(StringComparer.Ordinal);

    internal static bool Has(Event e, FieldPlan.Stamp stamp) => stamp != FieldPlan.Stamp.Asset || e.Asset is not null;

    internal bool TryGet(Event e, FieldPlan.Stamp stamp, out ReadOnlySpan<byte> value)
    {
        value = stamp switch
        {
            FieldPlan.Stamp.StatusId => Number(0, e.StatusId),
            FieldPlan.Stamp.ActivityId => Number(1, e.Activity),
            FieldPlan.Stamp.ClassUid => Number(2, (int)e.Class),
            FieldPlan.Stamp.Feed => Text(e.Feed.Value),
            FieldPlan.Stamp.Asset => e.Asset is { } asset ? Text(asset.Value) : default(ReadOnlySpan<byte>),
            FieldPlan.Stamp.Time => Moment(e.Time.UtcDateTime, moment),
            FieldPlan.Stamp.LocalTime => Moment(Local(e), localMoment),
            FieldPlan.Stamp.LocalWeekday => Weekdays[(int)Local(e).DayOfWeek],
            _ => throw new InvalidOperationException($"Unknown stamp {stamp}."),
        };
        return Has(e, stamp);
    }

    private ReadOnlySpan<byte> Number(int buffer, int value)
    {
        Utf8Formatter.TryFormat(value, numbers[buffer], out var length);
        return numbers[buffer].AsSpan(0, length);
    }

    /// <summary>What the city's clocks showed.</summary>
    private DateTime Local(Event e) => TimeZoneInfo.ConvertTime(e.Time, zone).DateTime;

    private static ReadOnlySpan<byte> Moment(DateTime time, byte[] into)
    {
        time.TryFormat(into, out var length, "O", CultureInfo.InvariantCulture);
        return into.AsSpan(0, length);
    }

    // Feeds and assets are named by the configuration, so there are few of them.
    private byte[] Text(string value)
    {
        if (texts.TryGetValue(value, out var known)) return known;
        if (texts.Count >= 4096) texts.Clear();
        return texts[value] = Encoding.UTF8.GetBytes(value);
    }
}
