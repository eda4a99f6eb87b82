using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>The memories of a hunt's analytics as one, taken back whole or not at all.</summary>
internal sealed class HuntState(IReadOnlyList<IHuntAnalytic> analytics)
{
    private const string Tag = "hunt";
    private const int Version = 1;

    /// <summary>What the store must read so that every analytic sees what it needs.</summary>
    public Condition Needs { get; } =
        analytics.Any(a => a.Needs is Condition.Any) ? new Condition.Any()
        : analytics.Count == 1 ? analytics[0].Needs
        : new Condition.OneOf(new Sequence<Condition>(analytics.Select(a => a.Needs)));

    public byte[] Save()
    {
        using var whole = new MemoryStream();
        StateFrame.Write(whole, Tag, Version, to =>
        {
            to.Write(analytics.Count);
            foreach (var analytic in analytics)
            {
                using var part = new MemoryStream();
                analytic.Save(part);
                to.Write(analytic.GetType().Name);
                to.Write((int)part.Length);
                to.Write(part.GetBuffer(), 0, (int)part.Length);
            }
        });
        return whole.ToArray();
    }

    public bool TryRestore(ReadOnlyMemory<byte> saved)
    {
        using var stream = new MemoryStream(saved.ToArray(), writable: false);
        if (!StateFrame.TryRead(stream, Tag, Version, out var payload)) return false;
        using var from = new BinaryReader(new MemoryStream(payload, writable: false));
        if (from.ReadInt32() != analytics.Count) return false;
        foreach (var analytic in analytics)
        {
            if (from.ReadString() != analytic.GetType().Name) return false;
            using var part = new MemoryStream(from.ReadBytes(from.ReadInt32()), writable: false);
            if (!analytic.TryRestore(part)) return false;
        }

        return true;
    }
}
