namespace Ward.Ingest.Decoders;

/// <summary>
/// What stands before the message of a log line: RFC 5424, RFC 3164, the same with an ISO time (as rsyslog writes files), or nothing.
/// Reading never fails: a line without a header is all message. Spans point into the line. All of it is the line's own claim.
/// </summary>
public readonly ref struct SyslogHeader
{
    /// <summary>Facility * 8 + severity (RFC 5424 section 6.2.1), or -1 where absent.</summary>
    public int Priority { get; private init; }

    /// <summary>The line's time, UTC, or null where it names none that can be read.</summary>
    public DateTimeOffset? Time { get; private init; }

    /// <summary>Host name as the line claims; empty where absent.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>APP-NAME or TAG without the process id; empty where absent.</summary>
    public ReadOnlySpan<byte> App { get; private init; }

    /// <summary>PROCID; empty where absent.</summary>
    public ReadOnlySpan<byte> ProcessId { get; private init; }

    /// <summary>The message, without header and structured data.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>A header whose parts another record carries apart from the message, as journald and shippers do.</summary>
    internal static SyslogHeader Of(
        int priority, DateTimeOffset? time, ReadOnlySpan<byte> host, ReadOnlySpan<byte> app, ReadOnlySpan<byte> processId, ReadOnlySpan<byte> message) =>
        new() { Priority = priority, Time = time, Host = host, App = app, ProcessId = processId, Message = message };

    /// <summary>Reads the header; <paramref name="received"/> lends the year that RFC 3164 omits, <paramref name="zone"/> the zone.</summary>
    public static SyslogHeader Read(ReadOnlySpan<byte> line, DateTimeOffset received, TimeZoneInfo zone)
    {
        var rest = line;
        var priority = TakePriority(ref rest);
        if (priority >= 0 && rest.StartsWith("1 "u8) && TryRead5424(rest[2..], priority, out var modern)) return modern;
        DateTimeOffset? time = null;
        if (Timestamps.TryRfc3339(rest, out var iso, out var length) || Timestamps.TryBsd(rest, received, zone, out iso, out length))
        {
            if (rest.Length > length && rest[length] != ' ') return new SyslogHeader { Priority = priority, Message = rest };
            time = iso;
            rest = rest.Length > length ? rest[(length + 1)..] : default;
        }
        else if (priority < 0)
        {
            return new SyslogHeader { Priority = -1, Message = line };
        }

        ReadOnlySpan<byte> host = default;
        // A local syslog socket writes no host: then the first word is already the tag.
        if (time is not null && !IsTag(FirstWord(rest)))
        {
            host = FirstWord(rest);
            rest = rest.Length > host.Length ? rest[(host.Length + 1)..] : default;
        }

        var message = TakeTag(rest, out var app, out var process);
        return new SyslogHeader { Priority = priority, Time = time, Host = host, App = app, ProcessId = process, Message = message };
    }

    private static int TakePriority(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 3 || rest[0] != '<') return -1;
        var value = 0;
        for (var i = 1; i < rest.Length && i < 5; i++)
        {
            if (rest[i] == '>' && i > 1 && value <= 191)
            {
                rest = rest[(i + 1)..];
                return value;
            }

            if (rest[i] is < (byte)'0' or > (byte)'9') return -1;
            value = (value * 10) + (rest[i] - '0');
        }

        return -1;
    }

    private static bool TryRead5424(ReadOnlySpan<byte> rest, int priority, out SyslogHeader header)
    {
        header = default;
        DateTimeOffset? time = null;
        var stamp = TakeWord(ref rest);
        if (Timestamps.TryRfc3339(stamp, out var read, out var length) && length == stamp.Length) time = read;
        else if (!stamp.SequenceEqual("-"u8)) return false;
        var host = OrNil(TakeWord(ref rest));
        var app = OrNil(TakeWord(ref rest));
        var process = OrNil(TakeWord(ref rest));
        TakeWord(ref rest);
        if (!TrySkipStructuredData(ref rest)) return false;
        if (rest.StartsWith("\uFEFF"u8)) rest = rest[3..];
        // rsyslog forwards the space that stood after a traditional tag as the first character of the message.
        header = new SyslogHeader { Priority = priority, Time = time, Host = host, App = app, ProcessId = process, Message = rest.TrimStart((byte)' ') };
        return true;
    }

    private static bool TrySkipStructuredData(ref ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("-"u8))
        {
            rest = rest.Length > 1 ? rest[2..] : default;
            return true;
        }

        var quoted = false;
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '\\' && quoted) i++;
            else if (rest[i] == '"') quoted = !quoted;
            else if (!quoted && rest[i] == '[') depth++;
            else if (!quoted && rest[i] == ']') depth--;
            else if (!quoted && depth == 0)
            {
                if (i == 0 || rest[i] != ' ') return false;
                rest = rest[(i + 1)..];
                return true;
            }
        }

        rest = default;
        return depth == 0 && !quoted;
    }

    private static ReadOnlySpan<byte> TakeTag(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> app, out ReadOnlySpan<byte> process)
    {
        process = default;
        var end = rest.IndexOfAny((byte)'[', (byte)':', (byte)' ');
        if (end <= 0)
        {
            app = default;
            return rest;
        }

        app = rest[..end];
        var after = rest[end..];
        if (after[0] == '[' && after.IndexOf((byte)']') is var close and > 0 && !after[..close].Contains((byte)' '))
        {
            process = after[1..close];
            after = after[(close + 1)..];
        }

        if (after.StartsWith(":"u8)) after = after[1..];
        return after.StartsWith(" "u8) ? after[1..] : after;
    }

    private static bool IsTag(ReadOnlySpan<byte> word) => word.Length > 1 && word[^1] == ':' && (word[^2] == ']' || word.IndexOf((byte)':') == word.Length - 1);

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> rest) => rest.IndexOf((byte)' ') is var end and >= 0 ? rest[..end] : rest;

    private static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> rest)
    {
        var word = FirstWord(rest);
        rest = rest.Length > word.Length ? rest[(word.Length + 1)..] : default;
        return word;
    }

    private static ReadOnlySpan<byte> OrNil(ReadOnlySpan<byte> word) => word.SequenceEqual("-"u8) ? default : word;
}
