using System.Text;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Tests.Forms;

/// <summary>What a reader gives of a text, for the tests.</summary>
internal sealed record Read(IReadOnlyList<string> Records, int Refused, int Damaged, bool IsWhole, string? Fault)
{
    public static Read Of(SourceForm form, string text, int limit = 65_536, int step = int.MaxValue) => Of(form, Encoding.UTF8.GetBytes(text), limit, step);

    public static Read Of(SourceForm form, byte[] bytes, int limit = 65_536, int step = int.MaxValue)
    {
        var reader = RecordReader.Over(form, new Steps(bytes, step), limit);
        var records = new List<string>();
        while (reader.TryNext(out var record)) records.Add(Encoding.UTF8.GetString(record.Span));
        return new Read(records, reader.Refused, reader.Damaged, reader.IsWhole, reader.Fault);
    }

    /// <summary>Equal in everything that is read.</summary>
    public bool Says(Read other) => Records.SequenceEqual(other.Records) && (Refused, Damaged, IsWhole, Fault) == (other.Refused, other.Damaged, other.IsWhole, other.Fault);

    /// <summary>Gives at most so many bytes at once.</summary>
    private sealed class Steps(byte[] bytes, int step) : MemoryStream(bytes, writable: false)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(step, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));
    }
}
