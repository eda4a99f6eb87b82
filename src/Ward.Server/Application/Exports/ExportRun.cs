namespace Ward.Server.Application.Exports;

/// <summary>An export that was allowed and understood. Disposing it cleans up, whether it was written or not.</summary>
/// <param name="Events">That fitted when it was asked for.</param>
/// <param name="Write">Writes all of it to a stream, or throws.</param>
internal sealed record ExportRun(string FileName, string ContentType, long Events, Func<Stream, CancellationToken, Task> Write, Action Done) : IAsyncDisposable
{
    private int disposed;

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0) Done();
        return ValueTask.CompletedTask;
    }
}
