namespace Ward.Elements;

/// <summary>A lock between processes that dies with its holder.</summary>
public static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Null where another process holds it.</summary>
    public static IDisposable? Try(string path)
    {
        try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException) { return null; }
    }

    /// <summary>Waits for it; null after the longest time.</summary>
    public static async Task<IDisposable?> Take(string path, TimeSpan longest, TimeProvider time, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            if (Try(path) is { } held)
                return held;
            if (time.GetElapsedTime(began) > longest)
                return null;
            await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
        }
        return null;
    }
}
