using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>The points of one end of a conversation.</summary>
internal static class ServerPoints
{
    /// <param name="clientIsLow">Whether the other end is the lower one.</param>
    public static PointMemory.Point PointOf(this in FlowKey key, PacketProtocol protocol, bool clientIsLow, ulong where) =>
        clientIsLow ? new PointMemory.Point(key.High, key.HighPort, protocol, where) : new PointMemory.Point(key.Low, key.LowPort, protocol, where);
}
