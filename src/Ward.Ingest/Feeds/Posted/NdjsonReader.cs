namespace Ward.Ingest.Feeds.Posted;

/// <summary>One JSON object a line, all or nothing; empty lines are passed over.</summary>
internal sealed class NdjsonReader : IPostedReader
{
    public IntakeReceipt? Read(PostedBody posted)
    {
        var rest = (ReadOnlyMemory<byte>)posted.Bytes;
        for (var number = 1; PostedLines.TryTake(ref rest, out var line); number++)
        {
            if (line.Span.Trim(" \t"u8).Length == 0) continue;
            if (posted.WhyNoObject(line.Span) is { } why) return new IntakeReceipt.Refused(number, $"the line is {why}");
            if (!posted.TryAdd(line)) return PostedBody.Busy;
        }

        return null;
    }
}
