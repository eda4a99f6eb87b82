using System.Buffers;
using System.Runtime.InteropServices;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>
/// Documents whose records are found as those of files are. A body that is not well-formed is refused whole, by the record's number; a record that is
/// longer than a line may be is refused alone and told, as long as others are kept. Of an event file the broken places are told in the same way.
/// </summary>
internal sealed class DocumentReader(SourceForm form) : IPostedReader
{
    public IntakeReceipt? Read(PostedBody posted)
    {
        // The body stays where it is.
        MemoryMarshal.TryGetArray<byte>(posted.Bytes, out var bytes);
        using var body = new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false);
        var reader = RecordReader.Over(form, body, posted.LineLimit);
        try
        {
            while (reader.TryNext(out var record))
            {
                if (form == SourceForm.Json && posted.WhyNoObject(record.Span) is { } why) return new IntakeReceipt.Refused(reader.Seen, $"the record is {why}");
                if (form == SourceForm.Xml && WellFormed.Why(record) is { } wrong) return new IntakeReceipt.Refused(reader.Seen, $"the document is not well-formed: {wrong}");
                posted.Write(record.Span);
                if (!posted.TryEndLine()) return PostedBody.Busy;
            }
        }
        catch (PostedBudgetSpentException)
        {
            return PostedBody.Busy;
        }

        if (form != SourceForm.EventLog && !reader.IsWhole) return new IntakeReceipt.Refused(reader.Seen + 1, "the body ends within a document");
        if (form != SourceForm.EventLog && reader.Damaged > 0) return new IntakeReceipt.Refused(reader.Seen, $"not {(form == SourceForm.Json ? "JSON" : "XML")}: {reader.Fault}");
        var lost = reader.Refused + reader.Damaged + (reader.IsWhole ? 0 : 1);
        if (lost > 0 && posted.Lines.Count == 0) return new IntakeReceipt.Refused(reader.Seen, reader.Fault ?? "the file breaks off");
        for (var i = 0; i < lost; i++) posted.Refuse(reader.Fault ?? "the file breaks off");
        return posted.Lines.Count == 0 && reader.Seen == 0 && posted.Bytes.Length == 0 ? new IntakeReceipt.Refused(0, "no data") : null;
    }
}
