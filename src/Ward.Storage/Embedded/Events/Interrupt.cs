using DuckDB.NET.Data;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Stops a running command when asked to. Asked once it may come before the command has begun, and is then forgotten by DuckDB; so it is asked until the command has ended.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);
    private readonly DuckDBCommand command;
    private readonly Lock gate = new();
    private readonly CancellationTokenRegistration asked;
    private Timer? asking;
    private bool ended;

    /// <param name="command">Not disposed before this.</param>
    public Interrupt(DuckDBCommand command, CancellationToken stop)
    {
        this.command = command;
        stop.ThrowIfCancellationRequested();
        asked = stop.Register(Begin);
    }

    public void Dispose()
    {
        asked.Dispose();
        lock (gate) ended = true;
        asking?.Dispose();
    }

    private void Begin()
    {
        Ask();
        lock (gate)
            if (!ended) asking = new Timer(_ => Ask(), null, Again, Again);
    }

    private void Ask()
    {
        // Never one that has ended: its connection may be another's by then.
        lock (gate)
            if (!ended) command.Cancel();
    }
}
