namespace Ward.Ingest.Packets.Flows;

/// <summary>Who sent a packet of a flow.</summary>
internal enum Side { Unknown, Client, Server }
