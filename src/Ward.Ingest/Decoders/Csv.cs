namespace Ward.Ingest.Decoders;

/// <summary>Values parted by commas (RFC 4180): one in double quotes may hold commas, and a doubled quote inside it stands for one.</summary>
internal static class Csv
{
    /// <summary>
    /// The ranges of the values, without their quotes; doubled quotes stay doubled. Gives how many there are; what is beyond the room of
    /// <paramref name="into"/> stays in the last value.
    /// </summary>
    public static int Split(ReadOnlySpan<byte> text, Span<Range> into)
    {
        var (count, at) = (0, 0);
        while (count < into.Length)
        {
            if (count == into.Length - 1)
            {
                into[count++] = at..text.Length;
                break;
            }

            var end = at < text.Length && text[at] == '"' ? Quoted(text, at, out into[count]) : Bare(text, at, out into[count]);
            count++;
            if (end >= text.Length) break;
            at = end + 1;
        }

        return count;
    }

    /// <summary>The same for values parted by a mark of the source's own, without quotes.</summary>
    public static int Split(ReadOnlySpan<byte> text, byte mark, Span<Range> into)
    {
        var (count, at) = (0, 0);
        while (count < into.Length)
        {
            var end = count < into.Length - 1 && text[at..].IndexOf(mark) is >= 0 and var next ? at + next : text.Length;
            into[count++] = at..end;
            if (end >= text.Length) break;
            at = end + 1;
        }

        return count;
    }

    private static int Bare(ReadOnlySpan<byte> text, int at, out Range range)
    {
        var end = text[at..].IndexOf((byte)',') is >= 0 and var comma ? at + comma : text.Length;
        range = at..end;
        return end;
    }

    private static int Quoted(ReadOnlySpan<byte> text, int at, out Range range)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != '"') continue;
            if (i + 1 < text.Length && text[i + 1] == '"')
            {
                i++;
                continue;
            }

            range = (at + 1)..i;
            // What stands between the closing quote and the comma belongs to nobody.
            return text[i..].IndexOf((byte)',') is >= 0 and var comma ? i + comma : text.Length;
        }

        range = (at + 1)..text.Length;
        return text.Length;
    }
}
