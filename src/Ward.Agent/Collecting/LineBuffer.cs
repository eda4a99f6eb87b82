namespace Ward.Agent.Collecting;

/// <summary>
/// Cuts a stream of bytes into lines. Of a line longer than the bound only the beginning is kept: its rest is never taken for a line, since
/// whoever writes the long line could choose where it is cut. Not thread-safe.
/// </summary>
internal sealed class LineBuffer(int longest)
{
    private readonly byte[] bytes = new byte[longest + 4096];
    private int start, end, scanned;
    private long skipped;
    private bool cutting;

    /// <summary>Bytes of the lines taken so far, with their ends.</summary>
    public long Consumed { get; private set; }

    /// <summary>Where to write next; never empty. Ends the life of lines taken before.</summary>
    public Memory<byte> Room()
    {
        if (start > 0)
        {
            bytes.AsSpan(start, end - start).CopyTo(bytes);
            (scanned, end, start) = (Math.Max(0, scanned - start), end - start, 0);
        }
        if (end == bytes.Length)
        {
            // Everything was looked through and there is no end of line: the beginning stays, the rest is passed over.
            cutting = true;
            skipped += end - longest;
            scanned = end = longest;
        }
        return bytes.AsMemory(end);
    }

    public void Filled(int count) => end += count;

    /// <summary>The next whole line, without its end.</summary>
    public bool TryTake(out ReadOnlySpan<byte> line, out bool cut)
    {
        var at = bytes.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
        if (at < 0)
        {
            scanned = end;
            line = default;
            cut = false;
            return false;
        }
        var stop = scanned + at;
        Take(stop, stop + 1, out line, out cut);
        return true;
    }

    /// <summary>What is left when nothing more will come; false where nothing is.</summary>
    public bool TryTakeRest(out ReadOnlySpan<byte> line, out bool cut)
    {
        line = default;
        cut = false;
        if (end == start)
            return false;
        Take(end, end, out line, out cut);
        return true;
    }

    private void Take(int stop, int next, out ReadOnlySpan<byte> line, out bool cut)
    {
        cut = cutting || stop - start > longest;
        line = bytes.AsSpan(start, Math.Min(stop - start, longest));
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        Consumed += next - start + skipped;
        (start, scanned, cutting, skipped) = (next, next, false, 0);
    }
}
