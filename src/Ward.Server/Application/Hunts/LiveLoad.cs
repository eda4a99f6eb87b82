namespace Ward.Server.Application.Hunts;

/// <summary>Whether the live watch has work waiting. Hunts let it go first. One hunt asks at a time; <see cref="Waits"/> from any thread.</summary>
/// <param name="look">Whether arrivals wait to be weighed, and the first offset not weighed.</param>
internal sealed class LiveLoad(Func<(bool Behind, long At)> look, TimeProvider time)
{
    /// <summary>Looks at a watch that stands still before a hunt goes on: nobody is helped by waiting for it.</summary>
    private const int Patience = 100;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);
    private volatile bool waits;
    private long stuckAt = -1;

    /// <summary>True while a hunt waits for the live watch.</summary>
    public bool Waits => waits;

    /// <summary>Completes when nothing waits to be weighed, or the watch stands still.</summary>
    public async ValueTask GiveWay(CancellationToken stop)
    {
        try
        {
            var (still, last) = (0, -1L);
            while (look() is (true, var at) && at != stuckAt)
            {
                still = at == last ? still + 1 : 0;
                last = at;
                if (still == Patience) stuckAt = at;
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
