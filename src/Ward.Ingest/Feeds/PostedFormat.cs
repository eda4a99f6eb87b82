namespace Ward.Ingest.Feeds;

/// <summary>What a posted body is; an HTTP feed takes all of them.</summary>
public enum PostedFormat
{
    /// <summary>One JSON object a line.</summary>
    Ndjson,
    /// <summary>Elasticsearch's bulk API: an action line, and for most actions a document line.</summary>
    ElasticBulk,
    /// <summary>Splunk's HTTP event collector: JSON objects one after another, each an envelope around an event.</summary>
    SplunkEvents,
    /// <summary>The same collector's raw endpoint: lines of text.</summary>
    SplunkRaw,
    /// <summary>OTLP's ExportLogsServiceRequest as protobuf.</summary>
    OtlpProtobuf,
    /// <summary>The same as JSON.</summary>
    OtlpJson,
    /// <summary>JSON documents as senders print them: an object is a record; of an array or of a wrapper each element; a context broker's notification by its entities.</summary>
    JsonDocuments,
    /// <summary>XML documents: CAP warnings, Windows events.</summary>
    XmlDocuments,
    /// <summary>An event file of Windows (.evtx).</summary>
    EventLog,
}
