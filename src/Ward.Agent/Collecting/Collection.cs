using Microsoft.Extensions.Logging;

namespace Ward.Agent.Collecting;

/// <summary>
/// Keeps the collectors running. Exception policy: a collector that fails is logged, told of in a line of its own and started again, by
/// itself, at longer and longer intervals; the others and the leases go on.
/// </summary>
internal sealed class Collection(IReadOnlyList<ICollector> collectors, Spool spool, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2), LongestWait = TimeSpan.FromMinutes(5);

    public Task Run(CancellationToken stop)
    {
        spool.Append("agent", j =>
        {
            j.WriteString("event", "collecting");
            j.WriteStartArray("collectors");
            foreach (var collector in collectors)
                j.WriteStringValue(collector.Name);
            j.WriteEndArray();
        });
        return Task.WhenAll(collectors.Select(c => Task.Run(() => Keep(c, stop), CancellationToken.None)));
    }

    private async Task Keep(ICollector collector, CancellationToken stop)
    {
        for (var wait = FirstWait; !stop.IsCancellationRequested; wait = wait * 2 > LongestWait ? LongestWait : wait * 2)
        {
            try
            {
                await collector.Run(stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception wrong)
            {
                AgentLog.CollectorFailed(log, collector.Name, wrong.Message);
                spool.Append("agent", j =>
                {
                    j.WriteString("event", "failed");
                    j.WriteString("collector", collector.Name);
                    j.WriteString("reason", wrong.Message);
                });
            }
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
