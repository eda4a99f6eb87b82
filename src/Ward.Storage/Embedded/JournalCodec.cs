using System.Buffers.Binary;
using System.Net;
using System.Text;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Storage.Embedded;

/// <summary>
/// The form of an arrival on disk, version 1: version, flags (bit 0 cut, 1 IPv4 sender, 2 IPv6 sender, 3 cursor, 4-5 assurance),
/// ticks of receipt (UTC, little-endian), city, feed, sender, cursor, line. Texts are UTF-8 behind a two-byte length; the line is the rest.
/// </summary>
internal static class JournalCodec
{
    private const byte Version = 1;
    private const int Cut = 1, V4 = 2, V6 = 4, HasCursor = 8, AssuranceShift = 4;

    public static int Measure(Arrival arrival) =>
        2 + 8 + 2 + Encoding.UTF8.GetMaxByteCount(arrival.City.Value.Length) + 2 + Encoding.UTF8.GetMaxByteCount(arrival.Feed.Value.Length)
        + 16 + 2 + Encoding.UTF8.GetMaxByteCount(arrival.Cursor?.Length ?? 0) + arrival.Line.Length;

    /// <summary>Writes the arrival; the span must hold at least <see cref="Measure"/>.</summary>
    public static int Write(Arrival arrival, Span<byte> into)
    {
        var flags = ((int)arrival.Assurance << AssuranceShift) | (arrival.Cut ? Cut : 0) | (arrival.Cursor is null ? 0 : HasCursor);
        into[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(into[2..], arrival.Received.UtcTicks);
        var at = 10;
        at += WriteText(arrival.City.Value, into[at..]);
        at += WriteText(arrival.Feed.Value, into[at..]);
        if (arrival.Sender is { } sender && sender.TryWriteBytes(into[at..], out var length))
        {
            flags |= length == 4 ? V4 : V6;
            at += length;
        }

        if (arrival.Cursor is { } cursor) at += WriteText(cursor, into[at..]);
        into[1] = (byte)flags;
        arrival.Line.Span.CopyTo(into[at..]);
        return at + arrival.Line.Length;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the arrival's line is a slice of <paramref name="entry"/>. False where the form is unknown or broken.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, long offset, JournalNames names, out Arrival arrival)
    {
        arrival = null!;
        var span = entry.Span;
        if (span.Length < 14 || span[0] != Version) return false;
        var flags = span[1];
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(span[2..]);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        var at = 10;
        if (!TryReadText(span, ref at, out var city) || !TryReadText(span, ref at, out var feed)) return false;
        IPAddress? sender = null;
        var senderLength = (flags & V4) != 0 ? 4 : (flags & V6) != 0 ? 16 : 0;
        if (senderLength > 0)
        {
            if (span.Length < at + senderLength) return false;
            sender = names.Address(span.Slice(at, senderLength));
            at += senderLength;
        }

        string? cursor = null;
        if ((flags & HasCursor) != 0)
        {
            if (!TryReadText(span, ref at, out var text)) return false;
            cursor = Encoding.UTF8.GetString(text);
        }

        arrival = new Arrival(new(names.Text(city)), new(names.Text(feed)), offset, new DateTimeOffset(ticks, TimeSpan.Zero),
            (Assurance)((flags >> AssuranceShift) & 3), sender, cursor, entry[at..], (flags & Cut) != 0);
        return true;
    }

    private static int WriteText(string text, Span<byte> into)
    {
        var length = Encoding.UTF8.GetBytes(text, into[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(into, checked((ushort)length));
        return 2 + length;
    }

    private static bool TryReadText(ReadOnlySpan<byte> span, ref int at, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (span.Length < at + 2) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);
        if (span.Length < at + 2 + length) return false;
        text = span.Slice(at + 2, length);
        at += 2 + length;
        return true;
    }
}
