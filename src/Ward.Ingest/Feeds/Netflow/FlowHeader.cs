namespace Ward.Ingest.Feeds.Netflow;

/// <summary>What a datagram's head says of the times in its records.</summary>
/// <param name="Seconds">When it was sent, seconds since 1970.</param>
/// <param name="Uptime">Milliseconds since the exporter started, at that time; null where it does not say (IPFIX).</param>
internal readonly record struct FlowHeader(uint Seconds, uint? Uptime);
