using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ward.Ingest.Documents;

/// <summary>
/// An event as an OCSF JSON document, for export and API: attributes at their paths in the types of the schema, the raw line as raw_data,
/// everything else under <c>unmapped</c>. The document is valid OCSF whatever the event holds: a value that does not fit its attribute is
/// kept as unmapped, and what the class demands but the event does not tell is "Unknown" or 0, listed under <c>unmapped.ward.filled</c>.
/// Pure, thread-safe. Allocates: not for the path of events through the chapters.
/// </summary>
public static class EventJson
{
    // Not for HTML: quotes and line breaks are escaped, other text stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one JSON object.</summary>
    public static void Write(Event e, Utf8JsonWriter writer) => new DocumentMaker(EventSchema.Current, e).Make().WriteTo(writer);

    /// <summary>One line of UTF-8 without a line break.</summary>
    public static byte[] ToUtf8(Event e)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options)) Write(e, writer);
        return stream.ToArray();
    }
}
