using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>
/// Writes OTLP log records as arrival lines, each whole by itself:
/// {"otlp":{"timeUnixNano":..,"severityText":..,"severityNumber":..,"body":..,"attributes":{..},"resource":{..},"scope":".."}} and, where the record
/// has them, observedTimeUnixNano, traceId, spanId, flags, eventName, scopeVersion. What is absent is left out.
/// </summary>
internal sealed class OtlpWriter(PostedBody posted) : IDisposable
{
    /// <summary>How deep a value may be nested.</summary>
    public const int Deepest = 32;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public Utf8JsonWriter Json { get; } = new(posted, Options);

    public void Begin()
    {
        Json.WriteStartObject();
        Json.WriteStartObject("otlp"u8);
    }

    /// <summary>False where no more can be taken.</summary>
    public bool TryEnd()
    {
        Json.WriteEndObject();
        Json.WriteEndObject();
        Json.Flush();
        Json.Reset();
        return posted.TryEndLine();
    }

    public void Dispose() => Json.Dispose();
}
