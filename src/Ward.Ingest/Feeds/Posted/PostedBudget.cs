namespace Ward.Ingest.Feeds.Posted;

/// <summary>Bytes of posted bodies, and of what is made of them, held at once over all senders. Thread-safe.</summary>
internal sealed class PostedBudget(long limit)
{
    private long held;

    public bool TryHold(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= limit) return true;
        Interlocked.Add(ref held, -bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref held, -bytes);
}
