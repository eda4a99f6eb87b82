namespace Ward.Detect.Indicators;

/// <summary>What was told lately, in bounded memory; the oldest told is forgotten first.</summary>
internal sealed class QuietTable(int capacity)
{
    private readonly Dictionary<ulong, LinkedListNode<(ulong Key, long At)>> known = [];
    private readonly LinkedList<(ulong Key, long At)> order = [];

    /// <summary>True where it was not told within the time; then it counts as told now.</summary>
    public bool TryTell(ulong key, DateTimeOffset at, TimeSpan quiet)
    {
        if (known.TryGetValue(key, out var node))
        {
            // A late event about something told since is a repeat too.
            if (at.UtcTicks - node.Value.At < quiet.Ticks) return false;
            order.Remove(node);
        }
        else if (known.Count >= capacity)
        {
            known.Remove(order.First!.Value.Key);
            order.RemoveFirst();
        }

        known[key] = order.AddLast((key, at.UtcTicks));
        return true;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(order.Count);
        foreach (var (key, at) in order)
        {
            to.Write(key);
            to.Write(at);
        }
    }

    public void Load(BinaryReader from)
    {
        for (var left = Math.Min(from.ReadInt32(), capacity); left > 0; left--)
        {
            var key = from.ReadUInt64();
            known[key] = order.AddLast((key, from.ReadInt64()));
        }
    }
}
