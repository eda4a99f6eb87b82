namespace Ward.Ingest.Feeds.Posted;

/// <summary>Lines of text as they are; of a line over the limit the beginning is kept and it is counted as cut.</summary>
internal sealed class SplunkRawReader : IPostedReader
{
    public IntakeReceipt? Read(PostedBody posted)
    {
        var rest = (ReadOnlyMemory<byte>)posted.Bytes;
        while (PostedLines.TryTake(ref rest, out var line))
        {
            if (line.Length == 0) continue;
            var cut = line.Length > posted.LineLimit;
            if (!posted.TryAdd(cut ? line[..posted.LineLimit] : line, cut)) return PostedBody.Busy;
        }

        return posted.Lines.Count == 0 ? new IntakeReceipt.Refused(0, "no data") : null;
    }
}
