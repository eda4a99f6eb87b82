namespace Ward.Ingest.Forms;

/// <summary>How records stand in a file or a body.</summary>
public enum SourceForm
{
    /// <summary>One a line.</summary>
    Lines,
    /// <summary>JSON documents (RFC 8259) that do not keep to lines: printed with indentation, arrays, or records in a wrapper.</summary>
    Json,
    /// <summary>XML documents, each over as many lines as it likes.</summary>
    Xml,
    /// <summary>An event file of Windows (.evtx).</summary>
    EventLog,
}
