namespace Ward.Ingest.Decoders;

/// <summary>The forms in which logs write time. Nothing here throws or allocates; a form that is not met is false.</summary>
internal static class Timestamps
{
    /// <summary>How far a time without a year may lie ahead of its receipt: clocks go wrong, but not by months.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(31);

    /// <summary>No two changes of a zone lie nearer to one another.</summary>
    private static readonly TimeSpan AroundAChange = TimeSpan.FromHours(3);

    /// <summary>Zones lie at least 15 minutes apart.</summary>
    private static readonly TimeSpan SameZone = TimeSpan.FromMinutes(10);

    /// <summary>The 29th of February comes again within so many years.</summary>
    private const int MostYearsBack = 8;

    /// <summary>RFC 3339, also with a space for the T and with +hhmm for the offset; at most seven fraction digits are kept.</summary>
    public static bool TryRfc3339(ReadOnlySpan<byte> text, out DateTimeOffset time, out int length)
    {
        (time, length) = (default, 0);
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':') return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day)
            || !TryClock(text.Slice(11, 8), out var clock)) return false;
        var at = 19;
        if (text[at] == '.')
        {
            long unit = TimeSpan.TicksPerSecond;
            for (at++; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
            {
                unit /= 10;
                clock += TimeSpan.FromTicks(unit * (text[at] - '0'));
            }
        }

        if (at >= text.Length || !TryOffset(text[at..], out var offset, out var offsetLength) || !TryDate(year, month, day, clock, out var local)) return false;
        length = at + offsetLength;
        return TryUtc(local, offset, out time);
    }

    /// <summary>
    /// RFC 3164 section 4.1.2, "Mmm dd hh:mm:ss": the year is the latest in which it lies no more than <see cref="MostAhead"/> after <paramref name="near"/>.
    /// </summary>
    public static bool TryBsd(ReadOnlySpan<byte> text, DateTimeOffset near, TimeZoneInfo zone, out DateTimeOffset time, out int length)
    {
        (time, length) = (default, 15);
        if (text.Length < 15 || text[3] != ' ' || text[6] != ' ' || !TryMonth(text[..3], out var month)) return false;
        var days = text[4] == ' ' ? text.Slice(5, 1) : text.Slice(4, 2);
        if (!TryDigits(days, out var day) || !TryClock(text.Slice(7, 8), out var clock)) return false;
        var found = false;
        for (var year = near.Year + 1; year >= near.Year - MostYearsBack; year--)
        {
            if (!TryDate(year, month, day, clock, out var local) || !TryLocal(local, zone, near, out var candidate)) continue;
            (found, time) = (true, candidate);
            if (candidate - near <= MostAhead) break;
        }

        return found;
    }

    /// <summary>
    /// A time that names no zone, by the clocks of <paramref name="zone"/>. Of an hour that these show twice, when summer ends, it is the one nearer to
    /// <paramref name="near"/>, the time of receipt.
    /// </summary>
    public static bool TryLocal(DateTime local, TimeZoneInfo zone, DateTimeOffset near, out DateTimeOffset time)
    {
        if (zone == TimeZoneInfo.Utc) return TryUtc(local, TimeSpan.Zero, out time);
        if (!TryUtc(local, zone.GetUtcOffset(local), out time)) return false;
        if (!zone.IsAmbiguousTime(local)) return true;
        // The two offsets are those before and after the change.
        if (TryUtc(local, zone.GetUtcOffset(local - AroundAChange), out var earlier) && TryUtc(local, zone.GetUtcOffset(local + AroundAChange), out var later))
            time = (near - earlier).Duration() < (near - later).Duration() ? earlier : later;
        return true;
    }

    /// <summary>A source's own local time, or the header's where the two tell of different zones: then that of the header is the better one.</summary>
    /// <param name="elapsed">How long after its own time the source wrote the line.</param>
    public static DateTimeOffset Believed(DateTimeOffset? header, DateTimeOffset own, TimeSpan elapsed = default) =>
        header is { } told && (told - own - elapsed).Duration() > SameZone ? told : own;

    /// <summary>The common log format's "dd/Mmm/yyyy:hh:mm:ss +hhmm".</summary>
    public static bool TryCommonLog(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 26 || text[2] != '/' || text[6] != '/' || text[11] != ':' || text[20] != ' ') return false;
        return TryDigits(text[..2], out var day) && TryMonth(text.Slice(3, 3), out var month) && TryDigits(text.Slice(7, 4), out var year)
            && TryClock(text.Slice(12, 8), out var clock) && TryOffset(text[21..], out var offset, out _)
            && TryDate(year, month, day, clock, out var local) && TryUtc(local, offset, out time);
    }

    /// <summary>"Www Mmm dd hh:mm:ss[.ffffff] yyyy" as asctime and Apache write it, by the clocks of the zone (<see cref="TryLocal"/>).</summary>
    public static bool TryWeekday(ReadOnlySpan<byte> text, TimeZoneInfo zone, DateTimeOffset near, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[^5] != ' ') return false;
        var days = text[8] == ' ' ? text.Slice(9, 1) : text.Slice(8, 2);
        return TryMonth(text.Slice(4, 3), out var month) && TryDigits(days, out var day) && TryClock(text.Slice(11, 8), out var clock) && TryDigits(text[^4..], out var year)
            && TryFraction(text[19..^5], ref clock) && TryDate(year, month, day, clock, out var local) && TryLocal(local, zone, near, out time);
    }

    /// <summary>"yyyy/mm/dd hh:mm:ss" or with hyphens, by the clocks of the zone (<see cref="TryLocal"/>).</summary>
    public static bool TryPlain(ReadOnlySpan<byte> text, TimeZoneInfo zone, DateTimeOffset near, out DateTimeOffset time)
    {
        time = default;
        return text.Length >= 19 && text[4] is ((byte)'/' or (byte)'-') && text[7] == text[4] && text[10] is ((byte)' ' or (byte)'T')
            && TryDigits(text[..4], out var year) && TryDigits(text.Slice(5, 2), out var month) && TryDigits(text.Slice(8, 2), out var day) && TryClock(text.Slice(11, 8), out var clock)
            && TryFraction(text[19..], ref clock) && TryDate(year, month, day, clock, out var local) && TryLocal(local, zone, near, out time);
    }

    /// <summary>"dd/Mmm/yyyy:hh:mm:ss.fff" or "dd-Mmm-yyyy hh:mm:ss.fff" without a zone, by the clocks of the one given (<see cref="TryLocal"/>).</summary>
    public static bool TryDayFirst(ReadOnlySpan<byte> text, TimeZoneInfo zone, DateTimeOffset near, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 20 || text[2] is not ((byte)'/' or (byte)'-') || text[6] != text[2] || text[11] is not ((byte)':' or (byte)' ')) return false;
        return TryDigits(text[..2], out var day) && TryMonth(text.Slice(3, 3), out var month) && TryDigits(text.Slice(7, 4), out var year) && TryClock(text.Slice(12, 8), out var clock)
            && TryFraction(text[20..], ref clock) && TryDate(year, month, day, clock, out var local) && TryLocal(local, zone, near, out time);
    }

    /// <summary>Seconds since 1970 with or without a fraction.</summary>
    public static bool TryEpoch(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        var point = text.IndexOf((byte)'.');
        var clock = TimeSpan.Zero;
        if ((point >= 0 && !TryFraction(text[point..], ref clock)) || !System.Buffers.Text.Utf8Parser.TryParse(text, out long seconds, out var length)
            || length != (point < 0 ? text.Length : point) || seconds is < 0 or > 253_402_300_798) return false;
        time = DateTimeOffset.FromUnixTimeSeconds(seconds) + clock;
        return true;
    }

    /// <summary>Nothing, or a point and at most nine digits.</summary>
    private static bool TryFraction(ReadOnlySpan<byte> text, ref TimeSpan clock)
    {
        if (text.Length == 0) return true;
        if (text[0] is not ((byte)'.' or (byte)',') || text.Length > 10 || !TryDigits(text[1..], out _)) return false;
        var unit = TimeSpan.TicksPerSecond;
        foreach (var c in text[1..]) clock += TimeSpan.FromTicks((unit /= 10) * (c - '0'));
        return true;
    }

    /// <summary>Milliseconds since 1970, as OCSF's timestamp_t.</summary>
    public static bool TryEpochMilliseconds(long milliseconds, out DateTimeOffset time)
    {
        var sane = milliseconds is >= 0 and < 253_402_300_800_000;
        time = sane ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return sane;
    }

    private static bool TryClock(ReadOnlySpan<byte> text, out TimeSpan clock)
    {
        clock = default;
        if (text[2] != ':' || text[5] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text.Slice(3, 2), out var minute) || !TryDigits(text.Slice(6, 2), out var second)) return false;
        // A leap second is written as 60.
        if (hour > 23 || minute > 59 || second > 60) return false;
        clock = new TimeSpan(hour, minute, second);
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset, out int length)
    {
        (offset, length) = (default, 1);
        if (text[0] is (byte)'Z' or (byte)'z') return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 5 || !TryDigits(text.Slice(1, 2), out var hours)) return false;
        var colon = text[3] == ':' ? 1 : 0;
        if (text.Length < 5 + colon || !TryDigits(text.Slice(3 + colon, 2), out var minutes) || hours > 14 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-') offset = -offset;
        length = 5 + colon;
        return true;
    }

    private static bool TryDate(int year, int month, int day, TimeSpan clock, out DateTime local)
    {
        local = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        var date = new DateTime(year, month, day);
        // A leap second of the last day there is.
        if (clock > DateTime.MaxValue - date) return false;
        local = date + clock;
        return true;
    }

    private static bool TryUtc(DateTime local, TimeSpan offset, out DateTimeOffset time)
    {
        time = default;
        var ticks = local.Ticks - offset.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, out int month)
    {
        var at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(text);
        month = (at / 3) + 1;
        return at >= 0 && at % 3 == 0;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (c - '0');
        }

        return text.Length > 0;
    }
}
