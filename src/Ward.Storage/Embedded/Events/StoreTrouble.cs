namespace Ward.Storage.Embedded.Events;

/// <summary>What hinders the store from writing to disk, and since when. Thread-safe.</summary>
internal sealed class StoreTrouble(TimeProvider time)
{
    private sealed record Trouble(string Text, DateTimeOffset Since);

    private Trouble? now;

    /// <summary>Null where nothing hinders it.</summary>
    public string? Text => Volatile.Read(ref now)?.Text;

    public DateTimeOffset? Since => Volatile.Read(ref now)?.Since;

    /// <summary>Keeps the moment at which it began.</summary>
    public void Began(string text) => Volatile.Write(ref now, new Trouble(text, Since ?? time.GetUtcNow()));

    public void Ended() => Volatile.Write(ref now, null);
}
