using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Forms;

/// <summary>
/// The records of a file or body, one after another, whatever the form. Reads forward only and holds little more than one record. What cannot be
/// taken is counted, and what follows is read. Any bytes are taken: it never throws but for the stream's own faults. Not thread-safe.
/// </summary>
public abstract class RecordReader
{
    private const int BufferSize = 64 << 10;
    private readonly Stream? source;
    private long before;

    private protected RecordReader(Stream? source, int limit)
    {
        this.source = source;
        Limit = limit;
        Buffer = source is null ? [] : new byte[BufferSize];
    }

    /// <summary>Records that were longer than the limit, or none that a line can be made of.</summary>
    public int Refused { get; private set; }

    /// <summary>Places that could not be read: text between documents, broken chunks.</summary>
    public int Damaged { get; private protected set; }

    /// <summary>False where the source ended within a document, an element or a chunk; says something only at the end.</summary>
    public bool IsWhole { get; private protected set; } = true;

    /// <summary>What is wrong with the first record that was not taken, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Records seen so far, refused ones included: the number of the record at hand.</summary>
    public int Seen { get; private protected set; }

    /// <summary>Bytes of the source read over so far: after a record, those up to its end. 0 for event files, which are read in chunks.</summary>
    internal long Consumed => before + At;

    private protected int Limit { get; }

    private protected byte[] Buffer { get; }

    private protected int At { get; set; }

    private protected int Filled { get; private set; }

    /// <summary>The next record as one line's bytes, valid until the next call; false at the end. JSON and event records have no line feeds, XML documents may.</summary>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="InvalidDataException">The source is packed and its packing is broken.</exception>
    public abstract bool TryNext(out ReadOnlyMemory<byte> record);

    /// <summary>A reader by what the source's first bytes look like; the form, too.</summary>
    /// <param name="source">Read forward only; left open.</param>
    /// <param name="limit">Bytes of one record; longer ones are refused, but lines are cut.</param>
    public static RecordReader Open(Stream source, int limit, out SourceForm form)
    {
        var first = new byte[FormGuess.Enough];
        var length = source.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        form = FormGuess.Of(first.AsSpan(0, length), whole: length < first.Length) ?? SourceForm.Lines;
        return Over(form, new BegunStream(first.AsMemory(0, length), source), limit);
    }

    /// <summary>A reader of this form.</summary>
    public static RecordReader Over(SourceForm form, Stream source, int limit) => form switch
    {
        SourceForm.Lines => new LineRecords(source, limit),
        SourceForm.Json => new JsonRecords(source, limit),
        SourceForm.Xml => new XmlRecords(source, limit),
        SourceForm.EventLog => new EventLogRecords(new EvtxReader(source), limit),
        _ => throw new InvalidOperationException($"unknown form {form}"),
    };

    private protected bool TryFill()
    {
        before += Filled;
        Filled = source!.Read(Buffer);
        At = 0;
        return Filled > 0;
    }

    private protected void Refuse(string why)
    {
        Refused++;
        Fault ??= $"record {Seen}: {why}";
    }

    private protected void Damage(string what)
    {
        Damaged++;
        Fault ??= $"after record {Seen}: {what}";
    }
}
