using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Govern.Audit;

namespace Ward.Respond.Plans;

/// <summary>Journal, open plans, outcomes and audit as one: whatever changes a plan goes through here. Thread-safe.</summary>
internal sealed class PlanBook(IPlanJournal journal, IAuditTrail audit, OutcomeFeed feed, TimeProvider time, ILogger log)
{
    private readonly ConcurrentDictionary<PlanId, Plan> open = new();
    private readonly ConcurrentDictionary<PlanId, Plan> unwritten = new();
    private readonly KeyedGate<IncidentId> gate = new();

    public IPlanJournal Journal => journal;

    public DateTimeOffset Now => time.GetUtcNow();

    public ICollection<Plan> Open => open.Values;

    public Plan? OpenOne(PlanId id) => open.GetValueOrDefault(id);

    /// <summary>One incident's plans are changed by one hand at a time.</summary>
    public Task<IDisposable> Lock(IncidentId incident, CancellationToken stop) => gate.Enter(incident, stop);

    public async Task<Plan?> Find(PlanId id, CancellationToken stop) =>
        (unwritten.TryGetValue(id, out var late) ? late with { Unwritten = true } : open.GetValueOrDefault(id)) ?? await journal.Find(id, stop).ConfigureAwait(false);

    public async Task<IReadOnlyList<Plan>> OfIncident(CityId city, IncidentId incident, CancellationToken stop)
    {
        var written = await journal.OfIncident(city, incident, stop).ConfigureAwait(false);
        return [.. written.Select(p => open.GetValueOrDefault(p.Id) ?? unwritten.GetValueOrDefault(p.Id) ?? p)];
    }

    /// <summary>Newest first, as they stand: what the journal could not take yet is marked.</summary>
    public async Task<IReadOnlyList<Plan>> Latest(CityId city, int limit, CancellationToken stop)
    {
        var written = await journal.Latest(city, limit, stop).ConfigureAwait(false);
        return unwritten.IsEmpty ? written : [.. written.Select(p => unwritten.TryGetValue(p.Id, out var later) ? later with { Unwritten = true } : p)];
    }

    /// <summary>What the journal held when this process started.</summary>
    public void Take(IEnumerable<Plan> plans)
    {
        foreach (var plan in plans) open[plan.Id] = plan;
    }

    /// <summary>Written before it is acted upon: where the journal cannot take it, nothing has changed.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public async Task Before(IReadOnlyList<Plan> plans, CancellationToken stop)
    {
        await journal.Write(plans, stop).ConfigureAwait(false);
        foreach (var plan in plans)
        {
            unwritten.TryRemove(plan.Id, out _);
            Keep(plan);
        }
    }

    /// <summary>A fact about a plan whose state stays, open or closed; only what was added is told.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public async Task Add(Plan before, Plan after, CancellationToken stop)
    {
        await journal.Write(after, stop).ConfigureAwait(false);
        unwritten.TryRemove(after.Id, out _);
        Keep(after, before.History.Count);
    }

    /// <summary>Written after the fact: where the journal cannot take it now, it is kept and tried again, since the fact stands.</summary>
    public async Task After(Plan plan, CancellationToken stop)
    {
        try
        {
            await journal.Write(plan, stop).ConfigureAwait(false);
            unwritten.TryRemove(plan.Id, out _);
        }
        catch (IOException broken)
        {
            unwritten[plan.Id] = plan;
            Log.JournalLate(log, broken, plan.Id.Value, plan.State);
        }

        Keep(plan);
    }

    /// <summary>Tries again what the journal could not take.</summary>
    public async Task WriteLate(CancellationToken stop)
    {
        foreach (var (id, seen) in unwritten)
        {
            // Under the lock, so that an older state never overwrites a newer one.
            using var held = await Lock(seen.Prescription.Incident, stop).ConfigureAwait(false);
            if (!unwritten.TryGetValue(id, out var plan)) continue;
            try
            {
                await journal.Write(plan, stop).ConfigureAwait(false);
                unwritten.TryRemove(id, out _);
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    /// <summary>An act is in the audit trail as soon as the trail can take it; the act itself never waits for the trail to be well.</summary>
    public async Task Tell(CityId city, string actor, string act, string subject, string detail, CancellationToken stop)
    {
        try
        {
            await audit.Append(new AuditEntry(city, Now, actor, act, subject, detail), stop).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            Log.AuditLost(log, broken, actor, act, subject, detail);
        }
    }

    public Task Tell(Plan plan, string actor, string act, string detail, CancellationToken stop) =>
        Tell(plan.Prescription.City, actor, act, plan.Id.Value, detail, stop);

    private void Keep(Plan plan, int toldBefore = 0)
    {
        var told = open.TryGetValue(plan.Id, out var before) ? before.History.Count : toldBefore;
        if (plan.IsOpen()) open[plan.Id] = plan;
        else open.TryRemove(plan.Id, out _);
        foreach (var step in plan.History.Skip(told)) feed.Publish(Outcome.Of(plan, step));
        Log.Moved(log, plan.Id.Value, plan.State, plan.History[^1].Reason);
    }
}
