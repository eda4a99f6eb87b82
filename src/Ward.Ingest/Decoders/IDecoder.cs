namespace Ward.Ingest.Decoders;

/// <summary>Reads one kind of log line into the event model. Not thread-safe: each pipeline has its own.</summary>
public interface IDecoder
{
    /// <summary>The name by which a feed asks for it.</summary>
    string Name { get; }

    /// <summary>
    /// Writes what the line says. False where it is not understood; then nothing of value has been written.
    /// Never throws, whatever the bytes.
    /// </summary>
    bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into);
}
