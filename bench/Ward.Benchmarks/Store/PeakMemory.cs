namespace Ward.Benchmarks.Store;

/// <summary>The most resident memory of this process since it was made, looked at ten times a second.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long most;

    public PeakMemory() => timer = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 0, 100);

    public long Most => most;

    public void Dispose() => timer.Dispose();
}
