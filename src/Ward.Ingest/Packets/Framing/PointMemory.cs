namespace Ward.Ingest.Packets.Framing;

/// <summary>
/// The last value seen of a point, so that a write can say what was there before. Bounded: two halves, of which the older is let go when the
/// newer is full. A point whose write was not confirmed is unknown.
/// </summary>
internal sealed class PointMemory
{
    private const int HalfSize = 32_768;
    private Dictionary<Point, ulong> newer = [], older = [];

    /// <param name="Protocol">What one protocol says of an end is never taken for another's: both may be spoken at one port, over TCP and UDP.</param>
    /// <param name="Where">The point, and of what form its value is, as the protocol's framer packs them.</param>
    public readonly record struct Point(UInt128 Server, ushort Port, PacketProtocol Protocol, ulong Where);

    public bool TryGet(in Point point, out ulong value) => newer.TryGetValue(point, out value) || older.TryGetValue(point, out value);

    public void Set(in Point point, ulong value)
    {
        if (newer.Count == HalfSize && !newer.ContainsKey(point)) (older, newer) = (newer, []);
        newer[point] = value;
    }

    public void Forget(in Point point)
    {
        newer.Remove(point);
        older.Remove(point);
    }
}
