namespace Ward.Ingest.Packets.Framing;

/// <summary>
/// The last value seen of a point, so that a write can say what was there before. Bounded: two halves, of which the older is let go when the
/// newer is full. A point whose write was not confirmed is unknown.
/// </summary>
internal sealed class PointMemory
{
    private const int HalfSize = 32_768;
    private Dictionary<Point, ushort> newer = [], older = [];

    /// <param name="Table">0 coils, 1 discrete inputs, 3 input registers, 4 holding registers.</param>
    public readonly record struct Point(UInt128 Server, ushort Port, byte Unit, byte Table, ushort Address);

    public bool TryGet(in Point point, out ushort value) => newer.TryGetValue(point, out value) || older.TryGetValue(point, out value);

    public void Set(in Point point, ushort value)
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
