namespace Ward.Respond.Plans;

/// <summary>A lock a key, so that one slow incident never holds up another. Holds only the keys in use.</summary>
internal sealed class KeyedGate<TKey>
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Door> doors = [];

    public async Task<IDisposable> Enter(TKey key, CancellationToken stop)
    {
        Door? door;
        lock (gate)
        {
            if (!doors.TryGetValue(key, out door)) doors[key] = door = new Door();
            door.Users++;
        }

        try
        {
            await door.Turn.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(key, door);
            throw;
        }

        return new Key(this, key, door);
    }

    private void Leave(TKey key, Door door)
    {
        lock (gate)
            if (--door.Users == 0) doors.Remove(key);
    }

    private sealed class Door
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Key(KeyedGate<TKey> owner, TKey key, Door door) : IDisposable
    {
        public void Dispose()
        {
            door.Turn.Release();
            owner.Leave(key, door);
        }
    }
}
