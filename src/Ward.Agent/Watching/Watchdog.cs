using Microsoft.Extensions.Logging;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Elements.Nginx;

namespace Ward.Agent.Watching;

/// <summary>
/// Ends leases of elements that have no time-outs of their own, when the agent that should have done it does not. It reads
/// only the lease files, so it needs neither agent nor server. It acts a moment after the end, to leave the agent the first
/// word, and goes when there is neither an agent nor a lease left.
/// </summary>
internal sealed class Watchdog(string state, LeaseClock clock, ILogger log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public static string LockFile(string state) => Path.Combine(state, "watchdog.lock");

    public static string AgentLock(string state) => Path.Combine(state, "agent.lock");

    public static string ElementsFile(string state) => Path.Combine(state, "elements");

    /// <summary>True when it had a turn; false where another watchdog keeps this folder.</summary>
    public async Task<bool> Run(CancellationToken stop)
    {
        using var alone = FileLock.Try(LockFile(state));
        if (alone is null)
            return false;
        var folder = new LeaseFolder(state);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await Look(folder, stop))
                    return true;
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                AgentLog.KeepingFailed(log, wrong.Message);
            }
            await Task.Delay(Beat, clock.Time, stop);
        }
        return true;
    }

    /// <summary>One look; false when nothing is left to watch.</summary>
    internal async Task<bool> Look(LeaseFolder folder, CancellationToken stop)
    {
        // Without its folder there is nothing to watch, and no lock by which an agent could show that it lives.
        if (!Directory.Exists(state))
            return false;
        var specs = (File.Exists(ElementsFile(state)) ? File.ReadAllLines(ElementsFile(state)) : [])
            .Select(line => ElementSpec.Read(line, out _)).OfType<ElementSpec>().Where(s => s.Nginx is not null).ToList();
        var leases = folder.Load(out _).Where(l => specs.Any(s => s.Name == l.Element)).ToList();
        var agentLives = AgentLives();
        foreach (var spec in specs)
        {
            var here = leases.Where(l => l.Element == spec.Name).ToList();
            // An ended lease whose agent died before the element obeyed is overdue at once.
            var overdue = here.Where(l => clock.Left(l) < -Grace || (l.Ended && !agentLives)).ToList();
            if (overdue.Count == 0)
                continue;
            using var driver = new NginxDriver(spec.Nginx!, state, clock, log);
            var report = await driver.Restore([.. here.Where(l => !l.Ended && !clock.IsOver(l))], stop);
            if (report is not ElementReport.Done)
            {
                AgentLog.NotEnded(log, spec.Name, overdue[0].Id, report.Words);
                continue;
            }
            foreach (var lease in overdue)
            {
                folder.Remove(lease.Id);
                AgentLog.Ended(log, spec.Name, lease.Id, "overdue; the watchdog ended it");
            }
            leases.RemoveAll(overdue.Contains);
        }
        return agentLives || leases.Count > 0;
    }

    private bool AgentLives()
    {
        using var free = FileLock.Try(AgentLock(state));
        return free is null;
    }
}
