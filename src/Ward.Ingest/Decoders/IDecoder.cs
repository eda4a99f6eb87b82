namespace Ward.Ingest.Decoders;

/// <summary>Reads one kind of log line into the event model. Not thread-safe: each pipeline has its own.</summary>
public interface IDecoder
{
    /// <summary>What it is for; the same object at every call.</summary>
    DecoderCard Card { get; }

    /// <summary>
    /// Writes what the line says. False where it is not understood; what was written by then is thrown away by the caller.
    /// Never throws, whatever the bytes; linear in the line's length; allocates nothing for an ordinary line.
    /// </summary>
    bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into);
}
