namespace Ward.Server.Application.Hunts;

/// <summary>Whether the live watch has work waiting. Hunts let it go first. Thread-safe.</summary>
/// <param name="isBehind">True while arrivals wait to be weighed.</param>
internal sealed class LiveLoad(Func<bool> isBehind, TimeProvider time)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);
    private volatile bool waits;

    /// <summary>True while a hunt waits for the live watch.</summary>
    public bool Waits => waits;

    /// <summary>Completes when nothing waits to be weighed.</summary>
    public async ValueTask GiveWay(CancellationToken stop)
    {
        try
        {
            while (isBehind())
            {
                waits = true;
                await Task.Delay(Wait, time, stop);
            }
        }
        finally
        {
            waits = false;
        }
    }
}
