using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>What an event carries outside its fields, as values. A value is valid until the next of the same stamp is asked for. Not thread-safe.</summary>
internal sealed class EventStamps
{
    private readonly byte[][] numbers = [new byte[11], new byte[11], new byte[11]];
    private readonly byte[] moment = new byte[33];
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
            FieldPlan.Stamp.Time => Moment(e.Time),
            _ => throw new InvalidOperationException($"Unknown stamp {stamp}."),
        };
        return Has(e, stamp);
    }

    private ReadOnlySpan<byte> Number(int buffer, int value)
    {
        Utf8Formatter.TryFormat(value, numbers[buffer], out var length);
        return numbers[buffer].AsSpan(0, length);
    }

    private ReadOnlySpan<byte> Moment(DateTimeOffset time)
    {
        time.UtcDateTime.TryFormat(moment, out var length, "O", CultureInfo.InvariantCulture);
        return moment.AsSpan(0, length);
    }

    // Feeds and assets are named by the configuration, so there are few of them.
    private byte[] Text(string value)
    {
        if (texts.TryGetValue(value, out var known)) return known;
        if (texts.Count >= 4096) texts.Clear();
        return texts[value] = Encoding.UTF8.GetBytes(value);
    }
}
