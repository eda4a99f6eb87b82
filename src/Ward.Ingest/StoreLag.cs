namespace Ward.Ingest;

/// <summary>What <see cref="StoreWriter"/> notes of its own progress. One writer; <see cref="Now"/> from any thread.</summary>
internal sealed class StoreLag(TimeProvider time)
{
    private readonly Lock gate = new();
    private long first = -1, through, carried, waiting;
    private DateTimeOffset? oldestWaiting, lastReceived;
    private string? trouble;
    private DateTimeOffset since;
    private bool idle;

    /// <summary>An arrival was read from the journal and given to the store.</summary>
    public void Carried(long offset, DateTimeOffset received)
    {
        lock (gate)
        {
            if (first < 0) first = offset;
            if (waiting++ == 0 && !(oldestWaiting < received)) oldestWaiting = received;
            lastReceived = received;
            idle = false;
        }
    }

    /// <summary>Everything carried is searchable up to the offset.</summary>
    public void Flushed(long next)
    {
        lock (gate)
        {
            through = Math.Max(through, next);
            carried += waiting;
            waiting = 0;
            // What comes behind it in the journal is no older, as far as is known.
            oldestWaiting = lastReceived;
            trouble = null;
        }
    }

    /// <summary>Nothing is left to be read before the offset, and nothing waits.</summary>
    public void CaughtUp(long end)
    {
        lock (gate)
        {
            through = Math.Max(through, end);
            oldestWaiting = null;
            idle = true;
        }
    }

    /// <returns>Whether it is news.</returns>
    public bool Failed(string why)
    {
        lock (gate)
        {
            // What was carried but not flushed is read again.
            waiting = 0;
            idle = false;
            if (trouble == why) return false;
            if (trouble is null) since = time.GetUtcNow();
            trouble = why;
            return true;
        }
    }

    public StoreWriterStatus Now(long journalEnd, long storeNext, string? storeTrouble, DateTimeOffset? storeSince)
    {
        lock (gate)
        {
            // Before anything was read, the store itself says where it stands.
            var reached = first < 0 ? Math.Max(through, storeNext) : through;
            var behind = idle || reached >= journalEnd ? TimeSpan.Zero : oldestWaiting is { } oldest ? Positive(time.GetUtcNow() - oldest) : (TimeSpan?)null;
            long? events = reached >= journalEnd ? 0 : carried == 0 || through <= first ? null : (long)Math.Ceiling((journalEnd - reached) * ((double)carried / (through - first)));
            return new StoreWriterStatus(reached, journalEnd, events, behind, trouble ?? storeTrouble, trouble is null ? storeSince : since);
        }
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
