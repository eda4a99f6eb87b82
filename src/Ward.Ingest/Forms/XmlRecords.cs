namespace Ward.Ingest.Forms;

/// <summary>
/// XML documents that follow one another, each a record as it stands; of a document that carries warnings (alert) or Windows events (Event in
/// Events), each of these is one. Finds ends by tags alone (<see cref="XmlTags"/>): whether a record is well-formed is for who reads it.
/// </summary>
internal sealed class XmlRecords(Stream source, int limit) : RecordReader(source, limit)
{
    private readonly RecordText text = new(limit);
    private readonly XmlTags tags = new();
    private int innerDepth;
    private bool inEvents, isGarbage, hasInner, taking;

    public override bool TryNext(out ReadOnlyMemory<byte> record)
    {
        while (true)
        {
            if (At == Filled && !TryFill())
            {
                IsWhole = tags.Depth == 0 && tags.IsText;
                record = default;
                return false;
            }

            if (TryStep() && TryTake(out record)) return true;
        }
    }

    /// <summary>Reads to the end of a record (true), or to the end of what is at hand.</summary>
    private bool TryStep()
    {
        var from = At;
        while (At < Filled)
        {
            if (tags.IsText && tags.Depth > 0)
            {
                var next = Buffer.AsSpan(At, Filled - At).IndexOf((byte)'<');
                At = next < 0 ? Filled : At + next;
                if (next < 0) break;
            }

            var b = Buffer[At++];
            if (tags.IsText && tags.Depth == 0 && !taking)
            {
                if (!Begins(b)) continue;
                from = At - 1;
            }

            switch (tags.Read(b))
            {
                case XmlTags.Sign.Opened when BeginsInner():
                case XmlTags.Sign.Declared when tags.Depth == 0:
                    // The text begins with this tag, whose name was read already.
                    text.Clear();
                    text.Add("<"u8);
                    text.Add(tags.Name);
                    (taking, from) = (true, At - 1);
                    break;
                case XmlTags.Sign.Closed when Ends():
                    text.Add(Buffer.AsSpan(from, At - from));
                    return true;
                case XmlTags.Sign.Stray:
                    taking = false;
                    Damage("an end tag without its beginning");
                    break;
                default:
                    break;
            }
        }

        if (taking) text.Add(Buffer.AsSpan(from, At - from));
        return false;
    }

    /// <summary>True where a document begins; what else stands between documents is counted once for each place.</summary>
    private bool Begins(byte b)
    {
        if (b == '<')
        {
            text.Clear();
            (taking, isGarbage, hasInner, innerDepth) = (true, false, false, 0);
            return true;
        }

        // A byte order mark is no text.
        if (isGarbage || b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF) return false;
        isGarbage = true;
        Damage("text that is no XML document");
        return false;
    }

    private bool BeginsInner()
    {
        if (tags.Depth == 1)
        {
            inEvents = tags.LocalName.SequenceEqual("Events"u8);
            return false;
        }

        if (innerDepth > 0 || !(tags.LocalName.SequenceEqual("alert"u8) || (inEvents && tags.Depth == 2 && tags.LocalName.SequenceEqual("Event"u8)))) return false;
        (innerDepth, hasInner) = (tags.Depth, true);
        return true;
    }

    /// <summary>True where the element that ended (its depth is one more than the depth now) ends a record.</summary>
    private bool Ends()
    {
        var ends = innerDepth > 0 ? tags.Depth + 1 == innerDepth : tags.Depth == 0 && !hasInner;
        if (ends || tags.Depth == 0) taking = false;
        if (ends) innerDepth = 0;
        return ends;
    }

    private bool TryTake(out ReadOnlyMemory<byte> record)
    {
        Seen++;
        record = text.Text;
        if (!text.IsOver) return true;
        Refuse($"longer than {Limit} bytes");
        return false;
    }
}
