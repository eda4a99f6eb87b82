using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Feeds.Netflow;
using Ward.Ingest.Forms;
using Ward.Server.Api.Senders;

namespace Ward.Fuzz;

/// <summary>What feeds read before there are lines: posted bodies, documents, event files, export datagrams, frames.</summary>
internal static class SourceTargets
{
    private const int LineLimit = 4096, BodyLimit = 1 << 20;
    private static readonly IPAddress Sender = IPAddress.Parse("192.0.2.1");
    private static readonly FeedId Feed = new("fuzz");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Posted("ndjson", PostedFormat.Ndjson, SourceSeeds.Ndjson), Posted("bulk", PostedFormat.ElasticBulk, SourceSeeds.Bulk), Posted("hec", PostedFormat.SplunkEvents, SourceSeeds.Hec),
        Posted("hec-raw", PostedFormat.SplunkRaw, SourceSeeds.Raw), Posted("otlp-protobuf", PostedFormat.OtlpProtobuf, SourceSeeds.OtlpProtobuf), Posted("otlp-json", PostedFormat.OtlpJson, SourceSeeds.OtlpJson),
        Posted("json-body", PostedFormat.JsonDocuments, SourceSeeds.Json), Posted("xml-body", PostedFormat.XmlDocuments, SourceSeeds.Xml),
        new("json-records", "forms", b => Records(SourceForm.Json, b), SourceSeeds.Json), new("xml-records", "forms", b => Records(SourceForm.Xml, b), SourceSeeds.Xml),
        new("line-records", "forms", b => Records(SourceForm.Lines, b), SourceSeeds.Raw), new("form-guess", "forms", Guess, [.. SourceSeeds.Json, .. SourceSeeds.Xml, .. SourceSeeds.Raw, .. SourceSeeds.Ndjson]),
        new("evtx", "forms", ReadEvents, SourceSeeds.EventChunks), new("netflow-datagrams", "transports", ReadFlows, SourceSeeds.Flows), new("syslog-frames", "transports", ReadFrames, SourceSeeds.Frames),
        new("grpc-frame", "transports", ReadMessage, SourceSeeds.GrpcFrames),
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

    /// <summary>Datagrams of one exporter, each after its length in two bytes; what they give is JSON.</summary>
    private static void ReadFlows(byte[] bytes)
    {
        using var reader = new FlowReader(new FlowTemplates(TimeProvider.System), new FlowSequences(), (_, line) =>
        {
            var json = new System.Text.Json.Utf8JsonReader(line);
            while (json.Read()) { }
        });
        foreach (var datagram in SourceSeeds.Split(bytes)) reader.TryRead(Sender, datagram);
    }

    /// <summary>Frames by count or line feed (RFC 6587): the same however the bytes come, none longer than the limit, none lost.</summary>
    private static void ReadFrames(byte[] bytes)
    {
        var (whole, dripped) = (Frames(bytes, bytes.Length), Frames(bytes, 7));
        if (!whole.SequenceEqual(dripped)) throw new InvalidOperationException($"{string.Join('|', whole)} is not {string.Join('|', dripped)}");
    }

    private static List<string> Frames(byte[] bytes, int step)
    {
        var window = new LineWindow(256, octets: true);
        var read = new List<string>();
        for (var at = 0; at < bytes.Length;)
        {
            var room = window.Room();
            var length = Math.Min(Math.Min(room.Length, step), bytes.Length - at);
            bytes.AsSpan(at, length).CopyTo(room.Span);
            window.Filled(length);
            at += length;
            while (window.TryTake(out var line, out var cut)) Add(line, cut);
        }

        if (window.TryTakeRest(out var rest, out var cutShort)) Add(rest, cutShort);
        if (window.HasPart) throw new InvalidOperationException("something is left");
        return read;

        void Add(ReadOnlyMemory<byte> line, bool cut)
        {
            if (line.Length > 256) throw new InvalidOperationException($"a line of {line.Length} bytes");
            read.Add($"{Convert.ToBase64String(line.Span)} {cut}");
        }
    }

    /// <summary>A message behind its header, as the call of a collector brings it, to its end.</summary>
    private static void ReadMessage(byte[] bytes)
    {
        try
        {
            var (opened, refused) = GrpcMessage.Open(new Dripping(bytes, 7), "gzip", CancellationToken.None).GetAwaiter().GetResult();
            if (opened is null == (refused is null)) throw new InvalidOperationException("neither a message nor a reason");
            if (opened is null) return;
            var buffer = new byte[4096];
            long read = 0;
            while (opened.ReadAsync(buffer).AsTask().GetAwaiter().GetResult() is var length and > 0 && read < 64 << 20) read += length;
        }
        catch (InvalidDataException)
        {
            // A message that is shorter, longer, or not packed as its header says; the sender hears so.
        }
    }
}
