using Microsoft.Extensions.Logging;

namespace Ward.Agent.Keeping;

/// <summary>
/// The agent's own clockwork. It wakes for the next lease that ends, and once a second where elements are served; without elements it has
/// nothing to keep. Exception policy: what fails is logged and tried again with the next beat; leases are never given up.
/// </summary>
internal sealed class Clockwork(LeaseKeeper keeper, Action everySecond, ILogger log)
{
    /// <summary>A lease ends at most this late, and what did not obey is asked again no sooner.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private const int BeatsPerReconcile = 2;

    public async Task Run(CancellationToken stop)
    {
        if (keeper.Elements.Count == 0)
            return;
        var (time, second, beats) = (keeper.Clock.Time, keeper.Clock.Time.GetTimestamp(), 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await keeper.UntilNextEnd(Shortest, stop);
                await keeper.Tick(stop);
                if (time.GetElapsedTime(second) < Second)
                    continue;
                second = time.GetTimestamp();
                everySecond();
                if (++beats % BeatsPerReconcile == 0)
                    await keeper.Reconcile(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception wrong)
            {
                AgentLog.KeepingFailed(log, wrong.Message);
            }
        }
    }
}
