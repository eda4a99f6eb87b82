using Ward.City;
using Ward.Respond.Execution;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests;

/// <summary>The way of one Ward process to the elements; when the process dies, nothing more goes over it.</summary>
internal sealed class SimulatedActuators(SimulatedElements elements, Life life) : IActuators
{
    public IReadOnlyList<ElementId> Reachable => elements.Reachable;

    /// <summary>Leaves it to the simulation.</summary>
    public static Task<ActuatorReport?> Usual { get; } = Task.FromResult<ActuatorReport?>(null);

    /// <summary>Where set, asked before the simulation; a null answer leaves it to the simulation.</summary>
    public Func<LeasedAction, CancellationToken, Task<ActuatorReport?>>? OnApply { get; set; }

    public async Task<ActuatorReport> Apply(LeasedAction action, CancellationToken stop)
    {
        life.Check();
        if (OnApply is { } asked && await asked(action, stop) is { } own) return own;
        return elements.Apply(action);
    }

    public Task<ActuatorReport> Release(ElementId element, ActionId action, CancellationToken stop)
    {
        life.Check();
        return Task.FromResult(elements.Release(element, action));
    }

    public Task<ActuatorReport> ReleaseAll(ElementId element, CancellationToken stop)
    {
        life.Check();
        return Task.FromResult(elements.ReleaseAll(element));
    }

    /// <summary>Elements whose agent stands still: no answer, until the caller gives up.</summary>
    public HashSet<ElementId> Frozen { get; } = [];

    private int waiting;

    /// <summary>The most that ever waited for frozen agents at once.</summary>
    public int MostWaiting { get; private set; }

    public Task<IReadOnlyList<HeldLease>?> Held(ElementId element, CancellationToken stop)
    {
        life.Check();
        if (Frozen.Contains(element)) return Wait(stop);
        return Task.FromResult(elements.Ask(element));
    }

    public Task<Testimony> Witness(LeasedAction action, CancellationToken stop)
    {
        life.Check();
        return Task.FromResult(elements.Witness(action));
    }

    private async Task<IReadOnlyList<HeldLease>?> Wait(CancellationToken stop)
    {
        MostWaiting = Math.Max(MostWaiting, Interlocked.Increment(ref waiting));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
