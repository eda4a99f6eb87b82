namespace Ward.Ingest.Packets.Capture;

/// <summary>What a step through a capture file brought.</summary>
internal enum CaptureRead
{
    Packet,
    /// <summary>No further whole record; there may be one later, if the file grows.</summary>
    End,
    /// <summary>The file says what cannot be; nothing after it is readable.</summary>
    Broken,
}
