using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Forms;

namespace Ward.Fuzz;

/// <summary>What feeds read before there are lines: posted bodies, documents, event files.</summary>
internal static class SourceTargets
{
    private const int LineLimit = 4096, BodyLimit = 1 << 20;
    private static readonly FeedId Feed = new("fuzz");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Posted("ndjson", PostedFormat.Ndjson, SourceSeeds.Ndjson), Posted("bulk", PostedFormat.ElasticBulk, SourceSeeds.Bulk), Posted("hec", PostedFormat.SplunkEvents, SourceSeeds.Hec),
        Posted("hec-raw", PostedFormat.SplunkRaw, SourceSeeds.Raw), Posted("otlp-protobuf", PostedFormat.OtlpProtobuf, SourceSeeds.OtlpProtobuf), Posted("otlp-json", PostedFormat.OtlpJson, SourceSeeds.OtlpJson),
        Posted("json-body", PostedFormat.JsonDocuments, SourceSeeds.Json), Posted("xml-body", PostedFormat.XmlDocuments, SourceSeeds.Xml),
        new("json-records", "forms", b => Records(SourceForm.Json, b), SourceSeeds.Json), new("xml-records", "forms", b => Records(SourceForm.Xml, b), SourceSeeds.Xml),
        new("line-records", "forms", b => Records(SourceForm.Lines, b), SourceSeeds.Raw), new("form-guess", "forms", Guess, [.. SourceSeeds.Json, .. SourceSeeds.Xml, .. SourceSeeds.Raw, .. SourceSeeds.Ndjson]),
        new("evtx", "forms", ReadEvents, SourceSeeds.EventChunks),
    ];

    /// <summary>Whatever is posted is answered, and what is said to be kept was kept.</summary>
    private static FuzzTarget Posted(string name, PostedFormat format, IReadOnlyList<byte[]> seeds) => new(name, "posted", body => Post(format, body), seeds);

    private static void Post(PostedFormat format, byte[] body)
    {
        var journal = new NowhereJournal(LineLimit);
        var ingestion = new Ingestion(new CityId("c"), [new FeedOptions(Feed, FeedKind.Http, null, null, DecoderSet.Auto, null, [])], journal, 0, _ => null,
            new IngestOptions { LineLimit = LineLimit, BodyLimit = BodyLimit, BodiesLimit = 64 << 20 }, TimeProvider.System, NullLogger.Instance);
        var receipt = ingestion.Accept(Feed, format, new MemoryStream(body), Assurance.Authenticated, null, CancellationToken.None).GetAwaiter().GetResult();
        var said = receipt is IntakeReceipt.Accepted accepted ? accepted.Lines : 0;
        if (said != journal.End) throw new InvalidOperationException($"{said} lines are said to be kept, {journal.End} are");
        if (receipt is IntakeReceipt.Refused { Reason.Length: 0 } or IntakeReceipt.Accepted { NotKept: > 0, Reason: null }) throw new InvalidOperationException("refused without a reason");
    }

    /// <summary>Records are the same however the bytes come, no longer than the limit, and of JSON and event files on one line.</summary>
    private static void Records(SourceForm form, byte[] bytes)
    {
        var (whole, dripped) = (Read(form, new MemoryStream(bytes)), Read(form, new Dripping(bytes, 7)));
        if (!whole.SequenceEqual(dripped)) throw new InvalidOperationException($"{string.Join('|', whole)} is not {string.Join('|', dripped)}");
    }

    private static List<string> Read(SourceForm form, Stream source)
    {
        var reader = RecordReader.Over(form, source, LineLimit);
        var read = new List<string>();
        while (reader.TryNext(out var record))
        {
            if (record.Length > LineLimit) throw new InvalidOperationException($"a record of {record.Length} bytes");
            if (form != SourceForm.Xml && record.Span.Contains((byte)'\n')) throw new InvalidOperationException("a line feed in a record");
            read.Add(Convert.ToBase64String(record.Span));
        }

        read.Add($"{reader.Seen} {reader.Refused} {reader.Damaged} {reader.IsWhole} {reader.Fault}");
        if (reader.Refused + reader.Damaged > 0 && reader.Fault is null) throw new InvalidOperationException("refused without a reason");
        return read;
    }

    private static void Guess(byte[] start)
    {
        if (FormGuess.Of(start, whole: true) is null) throw new InvalidOperationException("no form for a whole file");
        if (FormGuess.Of(start, whole: false) is { } told && told != FormGuess.Of(start, whole: true)) throw new InvalidOperationException("told otherwise once all was there");
    }

    /// <summary>The records of a chunk, or a whole file; every record is an event's XML that its decoder reads or refuses.</summary>
    private static void ReadEvents(byte[] bytes)
    {
        var file = bytes.AsSpan().StartsWith("ElfFile"u8) ? bytes : SourceSeeds.EventFile(bytes);
        if (!DecoderSet.TryMake("windows-xml", out var decoder)) throw new InvalidOperationException("There is no decoder of Windows XML.");
        var reader = RecordReader.Over(SourceForm.EventLog, new MemoryStream(file), 64 << 10);
        while (reader.TryNext(out var record))
        {
            if (record.Span.Contains((byte)'\n')) throw new InvalidOperationException("a line feed in an event");
            var header = SyslogHeader.Read(record.Span, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);
            decoder.TryDecode(header.Message, header, new EventBuilder());
        }
    }
}
