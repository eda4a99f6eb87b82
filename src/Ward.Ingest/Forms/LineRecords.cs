namespace Ward.Ingest.Forms;

/// <summary>Lines, with LF or CRLF; of one over the limit the beginning is given and it is counted as refused. Empty ones are passed over.</summary>
internal sealed class LineRecords(Stream source, int limit) : RecordReader(source, limit)
{
    /// <summary>One more than the limit: a carriage return, or the proof that it is too long.</summary>
    private readonly RecordText text = new(limit + 1);

    public override bool TryNext(out ReadOnlyMemory<byte> record)
    {
        text.Clear();
        while (At < Filled || TryFill())
        {
            var rest = Buffer.AsSpan(At, Filled - At);
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            text.Add(part[..Math.Min(part.Length, Limit + 1 - text.Length)]);
            At += end < 0 ? rest.Length : end + 1;
            if (end >= 0 && TryTake(out record)) return true;
        }

        return TryTake(out record);
    }

    private bool TryTake(out ReadOnlyMemory<byte> record)
    {
        record = text.Text;
        if (record.Length > 0 && record.Span[^1] == '\r') record = record[..^1];
        if (record.Length == 0)
        {
            text.Clear();
            return false;
        }

        Seen++;
        if (record.Length <= Limit) return true;
        record = record[..Limit];
        Refuse($"longer than {Limit} bytes; its beginning is taken");
        return true;
    }
}
