using System.Text;
using Microsoft.Extensions.Logging;
using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2;

namespace Ward.Elements.Nginx;

/// <summary>
/// Drives an nginx by a deny list that its site includes. nginx has no time-outs, so the agent ends leases and the
/// watchdog does where the agent is dead; the file is always written whole from the leases that are left. Changes that
/// arrive while a reload runs share the next one, so a flood costs a reload for each batch and not for each address.
/// </summary>
/// <param name="state">The agent's state folder; a lock file there keeps agent and watchdog from writing at once.</param>
public sealed class NginxDriver(NginxOptions options, string state, LeaseClock clock, ILogger log) : IElementDriver
{
    private static readonly TimeSpan LongestTest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestReload = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock turn = new();
    private readonly Dictionary<string, Lease> leases = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim reload = new(1, 1);
    private long wanted, carried;
    private string? lastFailure;

    public string Kind => "nginx";

    public bool EndsByItself => false;

    public IReadOnlyList<(OpenC2Action Action, string Target)> Pairs { get; } = [(OpenC2Action.Deny, "ipv4_net"), (OpenC2Action.Deny, "ipv6_net")];

    public async ValueTask<ElementReport> Restore(IReadOnlyList<Lease> live, CancellationToken stop)
    {
        lock (turn)
        {
            leases.Clear();
            foreach (var lease in live)
                leases[lease.Id] = lease;
        }
        return await Carry(stop).ConfigureAwait(false);
    }

    public async ValueTask<ElementReport> Apply(Lease lease, CancellationToken stop)
    {
        if (lease.Target is not ElementTarget.Source)
            return new ElementReport.Refused("nginx refuses source addresses and nothing else");
        lock (turn)
        {
            if (leases.TryGetValue(lease.Id, out var former) && former.Target != lease.Target)
                return new ElementReport.Refused("the id belongs to another target");
            leases[lease.Id] = lease;
        }
        var report = await Carry(stop).ConfigureAwait(false);
        if (report is ElementReport.Done)
            return new ElementReport.Done($"refused until {lease.Until:u}");
        lock (turn)
            leases.Remove(lease.Id);
        // Whatever was left in the file by a batch that failed half-way goes with the next one.
        return report is ElementReport.Uncertain && await Carry(stop).ConfigureAwait(false) is ElementReport.Done
            ? new ElementReport.Refused(report.Words) : report;
    }

    public async ValueTask<ElementReport> Release(string leaseId, CancellationToken stop)
    {
        Lease? lease;
        lock (turn)
        {
            if (!leases.Remove(leaseId, out lease))
                return new ElementReport.Done("was not in force");
        }
        var report = await Carry(stop).ConfigureAwait(false);
        if (report is ElementReport.Done)
            return new ElementReport.Done("no longer refused");
        // Still refused by the running nginx: the next attempt must find it.
        lock (turn)
            leases.TryAdd(leaseId, lease);
        return new ElementReport.Uncertain(report.Words);
    }

    public ValueTask<ElementReport> ReleaseAll(CancellationToken stop) => Restore([], stop);

    public async ValueTask<IReadOnlyList<string>?> Held(CancellationToken stop)
    {
        List<Lease> known;
        lock (turn)
            known = [.. leases.Values];
        List<string> held = [];
        foreach (var lease in known)
        {
            var state = await CheckRunning(lease.Target, stop).ConfigureAwait(false);
            if (state == RunningState.Unknown)
                return null;
            if (state == RunningState.Refuses)
                held.Add(lease.Id);
        }
        return held;
    }

    public async ValueTask<RunningState> CheckRunning(ElementTarget target, CancellationToken stop) =>
        options.Probe is { } probe && target is ElementTarget.Source source
            ? await NginxProbe.Ask(probe, source.Range.BaseAddress, stop).ConfigureAwait(false)
            : RunningState.Unknown;

    public async ValueTask<string?> Reconcile(CancellationToken stop)
    {
        string wanted;
        lock (turn)
            wanted = Render();
        if (lastFailure is null && Same(options.DenyFile, wanted))
            return null;
        var report = await Carry(stop).ConfigureAwait(false);
        if (report is ElementReport.Done)
            ElementLog.Repaired(log, "nginx", options.DenyFile);
        return report is ElementReport.Done ? "the deny list was changed by another hand and is whole again" : report.Words;
    }

    public void Dispose() => reload.Dispose();

    private async Task<ElementReport> Carry(CancellationToken stop)
    {
        var mine = Interlocked.Increment(ref wanted);
        try
        {
            await reload.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new ElementReport.Uncertain("nginx was still busy with an earlier change");
        }
        try
        {
            // A batch that began after this change was wanted has carried it already.
            if (Interlocked.Read(ref carried) >= mine && lastFailure is null)
                return new ElementReport.Done("in force");
            var upTo = Interlocked.Read(ref wanted);
            var report = await WriteAndReload(stop).ConfigureAwait(false);
            lastFailure = report is ElementReport.Done ? null : report.Words;
            if (report is ElementReport.Done)
                Interlocked.Exchange(ref carried, upTo);
            return report;
        }
        finally
        {
            reload.Release();
        }
    }

    private async Task<ElementReport> WriteAndReload(CancellationToken stop)
    {
        using var held = await FileLock.Take(Path.Combine(state, "nginx.lock"), LongestReload, clock.Time, stop).ConfigureAwait(false);
        if (held is null)
            return new ElementReport.Uncertain("another process holds the deny list");
        string deny;
        lock (turn)
            deny = Render();
        byte[]? former = File.Exists(options.DenyFile) ? await File.ReadAllBytesAsync(options.DenyFile, stop).ConfigureAwait(false) : null;
        try
        {
            WriteProbe();
            DurableFile.Replace(options.DenyFile, Encoding.ASCII.GetBytes(deny), Readable);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return new ElementReport.Refused($"the deny list cannot be written: {wrong.Message}");
        }
        var test = Tool.Run(options.Binary, ["-t", "-q", "-c", options.Conf], null, LongestTest);
        if (test.Code != 0)
        {
            // The running nginx has not seen the new list; the file goes back so that no later reload does.
            DurableFile.Replace(options.DenyFile, former ?? [], Readable);
            ElementLog.Restored(log, "nginx", test.Error);
            return new ElementReport.Refused($"nginx does not accept its configuration: {test.Error.Trim()}");
        }
        var reloaded = await Reload(stop).ConfigureAwait(false);
        if (reloaded is ElementReport.Refused)
            DurableFile.Replace(options.DenyFile, former ?? [], Readable);
        return reloaded;
    }

    private async Task<ElementReport> Reload(CancellationToken stop)
    {
        var master = NginxMaster.Find(options.PidFile);
        if (master == 0)
        {
            // What does not run refuses nobody and serves nobody; the file is right for its next start, unless something is to be refused now.
            lock (turn)
                return leases.Count == 0 ? new ElementReport.Done("nginx does not run; its list is right") : new ElementReport.Refused("nginx does not run");
        }
        var former = NginxMaster.Workers(master);
        if (!NginxMaster.TellToReload(master))
            return new ElementReport.Refused("nginx cannot be told to reload");
        var began = clock.Time.GetTimestamp();
        while (clock.Time.GetElapsedTime(began) < LongestReload && !stop.IsCancellationRequested)
        {
            if (!former.Any(NginxMaster.TakesConnections))
                return await Confirm(stop).ConfigureAwait(false);
            await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
        }
        return new ElementReport.Uncertain("nginx was told to reload, but workers with the former list still serve");
    }

    private async Task<ElementReport> Confirm(CancellationToken stop)
    {
        Lease? sample;
        lock (turn)
            sample = leases.Values.FirstOrDefault(l => !clock.IsOver(l));
        if (sample is null || options.Probe is null)
            return new ElementReport.Done("reloaded");
        return await CheckRunning(sample.Target, stop).ConfigureAwait(false) == RunningState.Refuses
            ? new ElementReport.Done("reloaded, and the running nginx refuses")
            : new ElementReport.Uncertain("reloaded, but the running nginx does not refuse: is the deny list included, and the probe?");
    }

    private string Render()
    {
        var text = new StringBuilder("# Written by Ward. Changes by hand are lost.\n");
        foreach (var range in leases.Values.Where(l => !clock.IsOver(l)).Select(l => ((ElementTarget.Source)l.Target).Range.Plain()).Distinct().Order(StringComparer.Ordinal))
            text.Append("deny ").Append(range).Append(";\n");
        return text.ToString();
    }

    private void WriteProbe()
    {
        if (options.Probe is null)
            return;
        var wanted = NginxProbe.Configuration(options);
        if (!Same(options.ProbeFile, wanted))
            DurableFile.Replace(options.ProbeFile, Encoding.ASCII.GetBytes(wanted), Readable);
    }

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static bool Same(string path, string wanted)
    {
        try { return File.ReadAllText(path) == wanted; }
        catch (IOException) { return false; }
        catch (UnauthorizedAccessException) { return false; }
    }
}
