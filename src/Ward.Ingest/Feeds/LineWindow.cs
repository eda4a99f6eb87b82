namespace Ward.Ingest.Feeds;

/// <summary>
/// Finds lines in a stream of bytes while holding little more than one of them: by newline, or, where asked, also by octet counting
/// (RFC 6587 section 3.4.1) where a frame begins with a count, a space and the '&lt;' of a syslog priority. Of a line over the limit the beginning
/// is kept and the rest is skipped. Not thread-safe.
/// </summary>
internal sealed class LineWindow(int limit, bool octets = false, int firstSize = 4096)
{
    private const int Slack = 64 << 10, LongestCount = 10;
    private byte[] buffer = new byte[firstSize];
    private byte[]? kept;
    private int start, end, scanned;
    private long skipBytes;
    private bool skipLine, wasFull;

    /// <summary>Bytes of the stream up to the end of the last line taken.</summary>
    public long Consumed { get; private set; }

    /// <summary>True where a line has begun whose end has not come.</summary>
    public bool HasPart => end > start || kept is not null;

    /// <summary>Where the next bytes go. Ends the life of every line taken so far.</summary>
    public Memory<byte> Room()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        // Whoever fills it sends much: the more is taken at once, the fewer times the disk is waited for.
        if ((wasFull || buffer.Length - end < buffer.Length / 2) && buffer.Length < limit + Slack)
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + Slack));
        return buffer.AsMemory(end);
    }

    public void Filled(int count)
    {
        end += count;
        wasFull = end == buffer.Length;
    }

    /// <summary>The next whole line, without its end; valid until <see cref="Room"/>.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> line, out bool cut)
    {
        (line, cut) = (default, false);
        if (skipBytes > 0 || skipLine) return TrySkip(out line, out cut);
        var waiting = buffer.AsSpan(start, end - start);
        if (octets && waiting.Length > 0 && waiting[0] is >= (byte)'1' and <= (byte)'9')
        {
            switch (ReadCount(waiting, out var header, out var length))
            {
                case null: return false;
                case true: return TryTakeCounted(header, length, out line, out cut);
            }
        }

        var found = waiting[scanned..].IndexOf((byte)'\n');
        if (found >= 0)
        {
            found += scanned;
            cut = found > limit;
            line = Trimmed(start, cut ? limit : found, cut);
            Take(found + 1);
            return true;
        }

        scanned = waiting.Length;
        if (waiting.Length > limit)
        {
            Keep(waiting[..limit]);
            skipLine = true;
            Take(waiting.Length);
        }

        return false;
    }

    /// <summary>What is left when the stream has ended inside a line.</summary>
    public bool TryTakeRest(out ReadOnlyMemory<byte> line, out bool cut)
    {
        var counted = octets && end > start && ReadCount(buffer.AsSpan(start, end - start), out _, out _) == true;
        cut = kept is not null || end - start > limit || counted;
        line = kept ?? Trimmed(start, Math.Min(end - start, limit), cut);
        kept = null;
        (skipLine, skipBytes) = (false, 0);
        Take(end - start);
        return line.Length > 0;
    }

    private bool TrySkip(out ReadOnlyMemory<byte> line, out bool cut)
    {
        (line, cut) = (default, true);
        var waiting = buffer.AsSpan(start, end - start);
        if (skipLine)
        {
            var found = waiting.IndexOf((byte)'\n');
            Take(found < 0 ? waiting.Length : found + 1);
            if (found < 0) return false;
        }
        else
        {
            var step = (int)Math.Min(skipBytes, waiting.Length);
            skipBytes -= step;
            Take(step);
            if (skipBytes > 0) return false;
        }

        skipLine = false;
        line = kept;
        kept = null;
        return true;
    }

    private bool TryTakeCounted(int header, long length, out ReadOnlyMemory<byte> line, out bool cut)
    {
        (line, cut) = (default, false);
        var waiting = buffer.AsSpan(start, end - start);
        if (length <= limit)
        {
            if (waiting.Length < header + length) return false;
            line = Trimmed(start + header, (int)length, false);
            if (line.Length > 0 && line.Span[^1] == '\n') line = Trimmed(start + header, line.Length - 1, false);
            Take(header + (int)length);
            return true;
        }

        if (waiting.Length < header + limit) return false;
        Keep(waiting.Slice(header, limit));
        skipBytes = length - limit;
        Take(header + limit);
        return TrySkip(out line, out cut);
    }

    /// <summary>True with the count, false where the frame has none, null where more bytes must come to tell.</summary>
    private static bool? ReadCount(ReadOnlySpan<byte> waiting, out int header, out long length)
    {
        (header, length) = (0, 0);
        for (var i = 0; i <= LongestCount; i++)
        {
            if (i == waiting.Length) return null;
            if (waiting[i] is >= (byte)'0' and <= (byte)'9')
            {
                length = (length * 10) + (waiting[i] - '0');
                continue;
            }

            if (waiting[i] != ' ') return false;
            if (i + 1 == waiting.Length) return null;
            header = i + 1;
            return waiting[i + 1] == '<';
        }

        return false;
    }

    private ReadOnlyMemory<byte> Trimmed(int at, int length, bool cut)
    {
        if (!cut && length > 0 && buffer[at + length - 1] == '\r') length--;
        return buffer.AsMemory(at, length);
    }

    private void Keep(ReadOnlySpan<byte> beginning) => kept = beginning.ToArray();

    private void Take(int count)
    {
        start += count;
        Consumed += count;
        scanned = 0;
    }
}
