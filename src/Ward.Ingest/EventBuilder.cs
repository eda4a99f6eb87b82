using System.Text;
using Ward.City;
using Ward.Ingest.Journal;

namespace Ward.Ingest;

/// <summary>Writes the one pooled event of a pipeline. Not thread-safe.</summary>
public sealed class EventBuilder
{
    private readonly Event target = new();

    /// <summary>The event as written so far.</summary>
    public Event Event => target;

    /// <summary>The zone of times in the line that name none, until the next <see cref="Begin"/>; then UTC again.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Empties the event and stamps it with the arrival; its time is the time of receipt until a decoder knows better.</summary>
    public EventBuilder Begin(Arrival arrival)
    {
        Zone = TimeZoneInfo.Utc;
        target.Clear();
        target.City = arrival.City;
        target.Feed = arrival.Feed;
        target.Offset = arrival.Offset;
        target.Time = target.Received = arrival.Received;
        target.Assurance = arrival.Assurance;
        target.Raw = arrival.Line;
        return this;
    }

    /// <summary>Makes it the same as another event, whose line it shares, but for the fields that are left out.</summary>
    /// <param name="without">Slots of the other to leave out; null for none.</param>
    public EventBuilder Copy(Event other, IReadOnlySet<int>? without = null)
    {
        target.Clear();
        (target.City, target.Feed, target.Offset, target.Time, target.Received) = (other.City, other.Feed, other.Offset, other.Time, other.Received);
        (target.Class, target.Activity, target.StatusId, target.LogSource) = (other.Class, other.Activity, other.StatusId, other.LogSource);
        (target.Decoder, target.Assurance, target.SourceProven, target.Asset, target.Raw) = (other.Decoder, other.Assurance, other.SourceProven, other.Asset, other.Raw);
        for (var slot = 0; slot < other.FieldCount; slot++)
        {
            if (without?.Contains(slot) == true) continue;
            if (other.FieldAt(slot) is var id && id != FieldId.Unmapped) target.Set(id, other.ValueAt(slot));
            else target.SetUnmapped(other.NameAt(slot), other.ValueAt(slot));
        }

        return this;
    }

    /// <summary>Puts another line in the place of the one that came.</summary>
    public EventBuilder Over(ReadOnlyMemory<byte> line)
    {
        target.Raw = line;
        return this;
    }

    /// <summary>Throws away what a decoder wrote, keeps the arrival's stamp and the zone.</summary>
    public EventBuilder Again()
    {
        var raw = target.Raw;
        target.Clear();
        (target.Raw, target.Time) = (raw, target.Received);
        return this;
    }

    /// <summary>Names the decoder that understood the line.</summary>
    public EventBuilder ReadBy(string decoder)
    {
        target.Decoder = decoder;
        return this;
    }

    public EventBuilder Is(EventClass eventClass, int activity, int status, LogSource source)
    {
        (target.Class, target.Activity, target.StatusId, target.LogSource) = (eventClass, activity, status, source);
        return this;
    }

    public EventBuilder At(DateTimeOffset time)
    {
        target.Time = time;
        return this;
    }

    public EventBuilder Of(AssetId? asset)
    {
        target.Asset = asset;
        return this;
    }

    /// <summary>States that the reported protocol proves the source address.</summary>
    public EventBuilder Proven(bool proven)
    {
        target.SourceProven = proven;
        return this;
    }

    public EventBuilder Set(FieldId id, ReadOnlySpan<byte> value)
    {
        target.Set(id, value);
        return this;
    }

    /// <summary>For tests and cold paths: allocates.</summary>
    public EventBuilder Set(FieldId id, string value) => Set(id, Encoding.UTF8.GetBytes(value));

    /// <summary>Sets a known field and keeps the value under the source's own name too.</summary>
    public EventBuilder Set(FieldId id, ReadOnlySpan<byte> ownName, ReadOnlySpan<byte> value)
    {
        target.Set(id, ownName, value);
        return this;
    }

    /// <summary>Under its own name; OCSF's container for such fields is taken off, so that an exported event that comes back has its names again.</summary>
    public EventBuilder SetUnmapped(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        target.SetUnmapped(name.StartsWith("unmapped."u8) && name.Length > 9 ? name[9..] : name, value);
        return this;
    }
}
