using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Standards.OpenC2;

namespace Ward.Agent.Keeping;

/// <summary>
/// Keeps the leases of all elements: file first, then the element; ends them on time and after a restart makes the
/// elements agree with the files again. One id is handled by one caller at a time. Thread-safe.
/// </summary>
internal sealed class LeaseKeeper(
    IReadOnlyDictionary<string, IElementDriver> elements, LeaseFolder folder, LeaseClock clock, ILogger log) : IDisposable
{
    private const int MostLeases = 50_000;
    private const int MostGraves = 10_000;
    private static readonly TimeSpan GraveLasts = TimeSpan.FromMinutes(10);

    /// <summary>How long the clockwork may sleep while no lease ends.</summary>
    internal static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Lease> leases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> graves = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly SemaphoreSlim begun = new(0, 1);
    private long rule;

    public IReadOnlyDictionary<string, IElementDriver> Elements => elements;

    public LeaseClock Clock => clock;

    public Lease? Find(string id) => leases.GetValueOrDefault(id);

    public Lease? FindRule(long rule) => leases.Values.FirstOrDefault(l => l.Rule == rule && !l.Ended);

    /// <summary>Reads the files and puts in force what has time left.</summary>
    public async Task Start(CancellationToken stop)
    {
        var found = folder.Load(out var damaged);
        foreach (var lease in found)
        {
            rule = Math.Max(rule, lease.Rule);
            if (clock.IsOver(lease) || !elements.ContainsKey(lease.Element))
            {
                folder.Remove(lease.Id);
                continue;
            }
            // After a reboot the monotonic stamp means nothing: bind it to this boot, so that a clock set back cannot lengthen it.
            var stamped = clock.IsOfThisBoot(lease) ? lease : clock.Stamp(lease);
            if (stamped != lease)
                WriteIfPossible(stamped);
            leases[lease.Id] = stamped;
        }
        foreach (var file in damaged)
            AgentLog.Damaged(log, file);
        foreach (var (name, driver) in elements)
        {
            var report = await driver.Restore([.. leases.Values.Where(l => l.Element == name && !l.Ended)], stop);
            if (report is not ElementReport.Done)
                AgentLog.KeepingFailed(log, $"{name}: {report.Words}");
        }
    }

    /// <summary>Puts the lease in force; the same id and command again gets the same answer.</summary>
    public async Task<BeginResult> Begin(Lease draft, CancellationToken stop)
    {
        using var turn = await Turn(draft.Id, stop);
        if (this.leases.TryGetValue(draft.Id, out var known))
        {
            return known.Command != draft.Command ? new(OpenC2Status.BadRequest, "the command_id belongs to another command", null)
                : known.Ended ? new(OpenC2Status.Forbidden, "the action was ended; a late copy of its command does not bring it back", null)
                : new(OpenC2Status.Ok, $"in force until {known.Until:u}", known);
        }
        if (graves.ContainsKey(draft.Id))
            return new(OpenC2Status.Forbidden, "the action was released before its command came", null);
        if (this.leases.Count >= MostLeases)
            return new(OpenC2Status.ServiceUnavailable, $"{MostLeases} leases are held already", null);
        var lease = clock.Stamp(draft with { Rule = Interlocked.Increment(ref rule) });
        try
        {
            folder.Write(lease);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return new(OpenC2Status.ServiceUnavailable, $"the lease cannot be written, so nothing was done: {wrong.Message}", null);
        }
        this.leases[lease.Id] = lease;
        // The clockwork sleeps no longer than a second, so only what ends before that must wake it.
        if (clock.Left(lease) < LongestSleep)
            Wake();
        var driver = elements[lease.Element];
        var report = await driver.Apply(lease, stop);
        if (report is ElementReport.Done)
        {
            AgentLog.Begun(log, lease.Element, lease.Id, lease.Target.ToString()!, lease.Until);
            return new(OpenC2Status.Ok, report.Words, lease);
        }
        AgentLog.Refused(log, lease.Element, lease.Id, report.Words);
        if (report is ElementReport.Uncertain && await driver.Release(lease.Id, CancellationToken.None) is not ElementReport.Done)
            return new(OpenC2Status.InternalError, $"it may or may not be in force: {report.Words}", lease);
        this.leases.TryRemove(lease.Id, out _);
        folder.Remove(lease.Id);
        return new(OpenC2Status.ServiceUnavailable, report.Words, null);
    }

    /// <summary>Ends one lease; done also where nobody knows it. The id is remembered, so that a late copy of its command is refused.</summary>
    public async Task<ElementReport> End(string id, string why, CancellationToken stop)
    {
        using var turn = await Turn(id, stop);
        if (!leases.TryGetValue(id, out var lease))
        {
            Bury(id);
            return new ElementReport.Done("was not in force");
        }
        if (!lease.Ended)
        {
            // The file says so first: a crash in between must not bring it back.
            lease = lease with { Ended = true };
            WriteIfPossible(lease);
            leases[id] = lease;
        }
        var report = await elements[lease.Element].Release(id, stop);
        if (report is ElementReport.Done)
            AgentLog.Ended(log, lease.Element, id, why);
        else
            AgentLog.NotEnded(log, lease.Element, id, report.Words);
        return report;
    }

    /// <summary>Ends everything at one element, or at all where none is named. Answers by element.</summary>
    public async Task<IReadOnlyList<(string Element, ElementReport Report)>> EndAll(string? element, CancellationToken stop)
    {
        List<(string, ElementReport)> reports = [];
        foreach (var (name, driver) in elements.Where(e => element is null || e.Key == element))
        {
            var ids = leases.Values.Where(l => l.Element == name).Select(l => l.Id).ToList();
            folder.RemoveAll(ids);
            foreach (var id in ids)
            {
                leases.TryRemove(id, out _);
                Bury(id);
            }
            var report = await driver.ReleaseAll(stop);
            AgentLog.Ended(log, name, "all", report.Words);
            reports.Add((name, report));
        }
        return reports;
    }

    /// <summary>Leases that the element's running state confirms; null where it cannot be asked.</summary>
    public async Task<IReadOnlyList<Lease>?> Held(string element, CancellationToken stop) =>
        await elements[element].Held(stop) is { } ids ? [.. ids.Select(Find).OfType<Lease>()] : null;

    /// <summary>Completes when the next lease ends, but not before the shortest time and not after <see cref="LongestSleep"/>.</summary>
    public async Task UntilNextEnd(TimeSpan shortest, CancellationToken stop)
    {
        var began = clock.Time.GetTimestamp();
        while (true)
        {
            var left = LongestSleep;
            foreach (var (_, lease) in leases)
                if (clock.Left(lease) is var its && its < left)
                    left = its;
            left = (left < shortest ? shortest : left) - clock.Time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return;
            using var waits = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var woken = begun.WaitAsync(waits.Token);
            await Task.WhenAny(woken, Task.Delay(left, clock.Time, waits.Token));
            await waits.CancelAsync();
            stop.ThrowIfCancellationRequested();
            if (!woken.IsCompletedSuccessfully)
                return;
        }
    }

    /// <summary>Ends what is over. Called by the clockwork.</summary>
    public async Task Tick(CancellationToken stop)
    {
        var now = clock.Now;
        foreach (var (id, until) in graves)
            if (until < now)
                graves.TryRemove(id, out _);
        // Together, so that an element that reloads does it once for all of them.
        await Task.WhenAll(leases.Values.Where(clock.IsOver).ToList().Select(lease => EndOver(lease, stop)));
    }

    /// <summary>Repairs what another hand changed, and tries again what the element did not obey.</summary>
    public async Task Reconcile(CancellationToken stop)
    {
        foreach (var lease in leases.Values.Where(l => l.Ended))
            await elements[lease.Element].Release(lease.Id, stop);
        foreach (var (name, driver) in elements)
            if (await driver.Reconcile(stop) is { } words)
                AgentLog.Repaired(log, name, words);
    }

    public void Dispose()
    {
        foreach (var turn in turns)
            turn.Dispose();
        begun.Dispose();
    }

    private void Wake()
    {
        try { begun.Release(); }
        catch (SemaphoreFullException) { }
    }

    private async Task EndOver(Lease lease, CancellationToken stop)
    {
        using var turn = await Turn(lease.Id, stop);
        var report = await elements[lease.Element].Release(lease.Id, stop);
        if (report is not ElementReport.Done)
        {
            AgentLog.NotEnded(log, lease.Element, lease.Id, report.Words);
            return;
        }
        leases.TryRemove(lease.Id, out _);
        folder.Remove(lease.Id);
        if (!lease.Ended)
            AgentLog.Ended(log, lease.Element, lease.Id, "its time is over");
    }

    // A full disk must not keep a lease from ending, nor the agent from starting.
    private void WriteIfPossible(Lease lease)
    {
        try
        {
            folder.Write(lease);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            AgentLog.KeepingFailed(log, wrong.Message);
        }
    }

    private void Bury(string id)
    {
        if (graves.Count < MostGraves)
            graves[id] = clock.Now + GraveLasts;
    }

    private async Task<Releaser> Turn(string id, CancellationToken stop)
    {
        var turn = turns[(uint)id.GetHashCode(StringComparison.Ordinal) % (uint)turns.Length];
        await turn.WaitAsync(stop);
        return new(turn);
    }

    private readonly struct Releaser(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
