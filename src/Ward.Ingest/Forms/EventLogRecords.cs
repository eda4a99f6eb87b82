using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Forms;

/// <summary>The records of an event file of Windows as the lines of XML that the Windows decoder reads.</summary>
internal sealed class EventLogRecords : RecordReader
{
    private readonly EvtxReader reader;
    private readonly IEnumerator<EvtxRecord> records;

    public EventLogRecords(EvtxReader reader, int limit) : base(null, limit) => (this.reader, records) = (reader, reader.Read().GetEnumerator());

    public override bool TryNext(out ReadOnlyMemory<byte> record)
    {
        record = default;
        while (records.MoveNext())
        {
            Note();
            Seen++;
            record = records.Current.Line;
            if (record.Length <= Limit) return true;
            Refuse($"longer than {Limit} bytes");
        }

        Note();
        IsWhole = !reader.BreaksOff;
        return false;
    }

    /// <summary>A last chunk that is not all there is the end's matter, not damage: it may still be being copied.</summary>
    private void Note()
    {
        while (Damaged < reader.Damaged - (reader.BreaksOff ? 1 : 0)) Damage("a chunk or record of the event file cannot be read");
    }
}
