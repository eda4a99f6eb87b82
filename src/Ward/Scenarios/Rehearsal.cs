using System.Collections.Concurrent;
using Ward.City;
using Ward.Respond.Execution;
using Ward.Respond.Plans;

namespace Ward.Scenarios;

/// <summary>Stands in for the elements while a scenario is played: it keeps leases as they would, and touches nothing.</summary>
internal sealed class Rehearsal(CityModel city, TimeProvider time) : IActuators
{
    private readonly ConcurrentDictionary<(ElementId Element, ActionId Action), DateTimeOffset> leases = new();
    private long applied;

    /// <summary>Actions that were ever put in force.</summary>
    public long Applied => Interlocked.Read(ref applied);

    public IReadOnlyList<ElementId> Reachable { get; } = [.. city.Elements.Select(e => e.Id)];

    public Task<ActuatorReport> Apply(LeasedAction action, CancellationToken stop)
    {
        if (leases.TryAdd((action.Element, action.Id), action.Until)) Interlocked.Increment(ref applied);
        return Done("rehearsed; no element was touched");
    }

    public Task<ActuatorReport> Release(ElementId element, ActionId action, CancellationToken stop)
    {
        leases.TryRemove((element, action), out _);
        return Done("released");
    }

    public Task<ActuatorReport> ReleaseAll(ElementId element, CancellationToken stop)
    {
        foreach (var key in leases.Keys.Where(k => k.Element == element)) leases.TryRemove(key, out _);
        return Done("released all");
    }

    public Task<IReadOnlyList<HeldLease>?> Held(ElementId element, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<HeldLease>?>([.. leases.Where(l => l.Key.Element == element && l.Value > time.GetUtcNow()).Select(l => new HeldLease(l.Key.Action, l.Value))]);

    public Task<Testimony> Witness(LeasedAction action, CancellationToken stop) =>
        Task.FromResult<Testimony>(new Testimony.Quiet("A rehearsal has no traffic."));

    private static Task<ActuatorReport> Done(string words) => Task.FromResult<ActuatorReport>(new ActuatorReport.Done(words));
}
