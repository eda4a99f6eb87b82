using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Json;

/// <summary>The forms in which records write time: RFC 3339, the same without a zone, or a count since 1970.</summary>
internal static class MemberTimes
{
    /// <param name="zone">Of a time that names none.</param>
    /// <param name="near">The time of receipt.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, TimeZoneInfo zone, DateTimeOffset near, out DateTimeOffset time)
    {
        if (Timestamps.TryRfc3339(text, out time, out var length)) return length == text.Length;
        if (text.Length is >= 19 and < 40 && text[4] == '-')
        {
            Span<byte> zoned = stackalloc byte[text.Length + 1];
            text.CopyTo(zoned);
            zoned[^1] = (byte)'Z';
            return Timestamps.TryRfc3339(zoned, out var shown, out length) && length == zoned.Length && Timestamps.TryLocal(shown.DateTime, zone, near, out time);
        }

        return TryEpoch(text, out time);
    }

    /// <summary>Seconds, milliseconds, microseconds or nanoseconds since 1970, by how large the number is; seconds may have a fraction.</summary>
    public static bool TryEpoch(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (!Utf8Parser.TryParse(text, out long whole, out var length) || whole < 0) return false;
        long ticks = 0;
        if (length < text.Length)
        {
            if (text[length] != '.' || whole >= 100_000_000_000) return false;
            long unit = TimeSpan.TicksPerSecond;
            foreach (var c in text[(length + 1)..])
            {
                if (c is < (byte)'0' or > (byte)'9') return false;
                unit /= 10;
                ticks += unit * (c - '0');
            }
        }

        var (scaled, remainder) = whole switch
        {
            < 100_000_000_000 => (whole, 0L),
            < 100_000_000_000_000 => (whole / 1000, whole % 1000 * 10_000),
            < 100_000_000_000_000_000 => (whole / 1_000_000, whole % 1_000_000 * 10),
            _ => (whole / 1_000_000_000, whole % 1_000_000_000 / 100),
        };
        if (scaled >= 253_402_300_800) return false;
        time = DateTimeOffset.UnixEpoch.AddTicks((scaled * TimeSpan.TicksPerSecond) + ticks + remainder);
        return true;
    }
}
