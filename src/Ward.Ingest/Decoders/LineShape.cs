namespace Ward.Ingest.Decoders;

/// <summary>What a line looks like at first sight; the automatic decoder asks only those of the same shape.</summary>
public enum LineShape
{
    /// <summary>Words, with or without a syslog header.</summary>
    Text,
    /// <summary>One JSON object.</summary>
    Json,
    /// <summary>One XML document.</summary>
    Xml,
    /// <summary>A protocol unit that a packet feed took from the wire (<c>Ward.Ingest.Packets</c>).</summary>
    Packet,
}
