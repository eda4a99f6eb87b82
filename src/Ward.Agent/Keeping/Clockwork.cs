using Microsoft.Extensions.Logging;

namespace Ward.Agent.Keeping;

/// <summary>The agent's own clockwork. Exception policy: what fails is logged and tried again with the next beat; leases are never given up.</summary>
internal sealed class Clockwork(LeaseKeeper keeper, Action everySecond, ILogger log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private const int BeatsPerSecond = 5, BeatsPerReconcile = 10;

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, keeper.Clock.Time);
        for (long beat = 1; ; beat++)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(stop))
                    return;
                await keeper.Tick(stop);
                if (beat % BeatsPerSecond == 0)
                    everySecond();
                if (beat % BeatsPerReconcile == 0)
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
