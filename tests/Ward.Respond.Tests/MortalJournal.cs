using Ward.City;
using Ward.Detect.Incidents;
using Ward.Govern.Audit;
using Ward.Govern.Mandates;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests;

/// <summary>A journal and an audit trail on a real store, of a process that may end before or after any write.</summary>
internal sealed class MortalJournal(IPlanJournal journal, IAuditTrail trail, Life life) : IPlanJournal, IAuditTrail
{
    /// <summary>Where set, writes fail as on a full disk.</summary>
    public bool Full { get; set; }

    /// <summary>Where set, nothing can be read or written.</summary>
    public bool Gone { get; set; }

    public List<PlanState> Written { get; } = [];

    public Task Write(Plan plan, CancellationToken stop) => Mortal(plan.State, () => journal.Write(plan, stop));

    public Task Write(IReadOnlyList<Plan> plans, CancellationToken stop) => Mortal(plans[^1].State, () => journal.Write(plans, stop));

    public Task HoldBack(CityId city, bool held, CancellationToken stop) => Mortal(null, () => journal.HoldBack(city, held, stop));

    public Task<Plan?> Find(PlanId id, CancellationToken stop) => Alive(() => journal.Find(id, stop));

    public Task<IReadOnlyList<Plan>> Latest(CityId city, int limit, CancellationToken stop) => Alive(() => journal.Latest(city, limit, stop));

    public Task<IReadOnlyList<Plan>> OfIncident(CityId city, IncidentId incident, CancellationToken stop) => Alive(() => journal.OfIncident(city, incident, stop));

    public Task<IReadOnlyList<Plan>> Open(CityId city, CancellationToken stop) => Alive(() => journal.Open(city, stop));

    public Task<int> TargetsSince(CityId city, MandateId mandate, DateTimeOffset since, CancellationToken stop) => Alive(() => journal.TargetsSince(city, mandate, since, stop));

    public Task<IReadOnlyList<SpentTargets>> SpentSince(CityId city, DateTimeOffset since, CancellationToken stop) => Alive(() => journal.SpentSince(city, since, stop));

    public Task<bool> HeldBack(CityId city, CancellationToken stop) => Alive(() => journal.HeldBack(city, stop));

    public Task Append(AuditEntry entry, CancellationToken stop)
    {
        life.Check();
        return Full || Gone ? Task.FromException(new IOException("the disk is full")) : trail.Append(entry, stop);
    }

    public Task<IReadOnlyList<AuditRecord>> Latest(int limit, CancellationToken stop) => trail.Latest(limit, stop);

    public Task<long?> FirstBroken(CancellationToken stop) => trail.FirstBroken(stop);

    private async Task Mortal(PlanState? state, Func<Task> write)
    {
        life.Check();
        var last = life.IsLastWrite();
        if (last && !life.After) life.End();
        if (Full || Gone) throw new IOException("the disk is full");
        await write();
        if (state is { } s) lock (Written) Written.Add(s);
        if (last) life.End();
    }

    private Task<T> Alive<T>(Func<Task<T>> read)
    {
        life.Check();
        return Gone ? Task.FromException<T>(new IOException("the disk is gone")) : read();
    }
}
