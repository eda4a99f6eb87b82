namespace Ward.Ingest.Decoders;

/// <summary>The forms in which logs write time. Nothing here throws or allocates; a form that is not met is false.</summary>
internal static class Timestamps
{
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

        if (at >= text.Length || !TryOffset(text[at..], out var offset, out var offsetLength) || !TryDate(year, month, day, out var date)) return false;
        length = at + offsetLength;
        return TryUtc(date + clock, offset, out time);
    }

    /// <summary>RFC 3164 section 4.1.2, "Mmm dd hh:mm:ss": the year is the one that brings it nearest to <paramref name="near"/>.</summary>
    public static bool TryBsd(ReadOnlySpan<byte> text, DateTimeOffset near, TimeZoneInfo zone, out DateTimeOffset time, out int length)
    {
        (time, length) = (default, 0);
        if (text.Length < 15 || text[3] != ' ' || text[6] != ' ' || !TryMonth(text[..3], out var month)) return false;
        var days = text[4] == ' ' ? text.Slice(5, 1) : text.Slice(4, 2);
        if (!TryDigits(days, out var day) || !TryClock(text.Slice(7, 8), out var clock)) return false;
        length = 15;
        var best = TimeSpan.MaxValue;
        for (var year = near.Year - 1; year <= near.Year + 1; year++)
        {
            if (!TryDate(year, month, day, out var date)) continue;
            var local = date + clock;
            if (!TryUtc(local, zone == TimeZoneInfo.Utc ? TimeSpan.Zero : zone.GetUtcOffset(local), out var candidate)) continue;
            var distance = (candidate - near).Duration();
            if (distance >= best) continue;
            (best, time) = (distance, candidate);
        }

        return best != TimeSpan.MaxValue;
    }

    /// <summary>The common log format's "dd/Mmm/yyyy:hh:mm:ss +hhmm".</summary>
    public static bool TryCommonLog(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 26 || text[2] != '/' || text[6] != '/' || text[11] != ':' || text[20] != ' ') return false;
        return TryDigits(text[..2], out var day) && TryMonth(text.Slice(3, 3), out var month) && TryDigits(text.Slice(7, 4), out var year)
            && TryClock(text.Slice(12, 8), out var clock) && TryOffset(text[21..], out var offset, out _)
            && TryDate(year, month, day, out var date) && TryUtc(date + clock, offset, out time);
    }

    /// <summary>"Www Mmm dd hh:mm:ss[.ffffff] yyyy" as asctime and Apache write it, taken as UTC.</summary>
    public static bool TryWeekday(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[^5] != ' ') return false;
        var days = text[8] == ' ' ? text.Slice(9, 1) : text.Slice(8, 2);
        return TryMonth(text.Slice(4, 3), out var month) && TryDigits(days, out var day) && TryClock(text.Slice(11, 8), out var clock) && TryDigits(text[^4..], out var year)
            && TryFraction(text[19..^5], ref clock) && TryDate(year, month, day, out var date) && TryUtc(date + clock, TimeSpan.Zero, out time);
    }

    /// <summary>"yyyy/mm/dd hh:mm:ss" or with hyphens, taken as UTC.</summary>
    public static bool TryPlain(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        return text.Length >= 19 && text[4] is ((byte)'/' or (byte)'-') && text[7] == text[4] && text[10] is ((byte)' ' or (byte)'T')
            && TryDigits(text[..4], out var year) && TryDigits(text.Slice(5, 2), out var month) && TryDigits(text.Slice(8, 2), out var day) && TryClock(text.Slice(11, 8), out var clock)
            && TryFraction(text[19..], ref clock) && TryDate(year, month, day, out var date) && TryUtc(date + clock, TimeSpan.Zero, out time);
    }

    /// <summary>"dd/Mmm/yyyy:hh:mm:ss.fff" or "dd-Mmm-yyyy hh:mm:ss.fff" without a zone, taken as UTC.</summary>
    public static bool TryDayFirst(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 20 || text[2] is not ((byte)'/' or (byte)'-') || text[6] != text[2] || text[11] is not ((byte)':' or (byte)' ')) return false;
        return TryDigits(text[..2], out var day) && TryMonth(text.Slice(3, 3), out var month) && TryDigits(text.Slice(7, 4), out var year) && TryClock(text.Slice(12, 8), out var clock)
            && TryFraction(text[20..], ref clock) && TryDate(year, month, day, out var date) && TryUtc(date + clock, TimeSpan.Zero, out time);
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

    private static bool TryDate(int year, int month, int day, out DateTime date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateTime(year, month, day);
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
