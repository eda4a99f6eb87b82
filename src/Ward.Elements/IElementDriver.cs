using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2;

namespace Ward.Elements;

/// <summary>
/// The hand on one defensive element. A driver knows the leases that it was given and makes the element agree with them;
/// where two leases ask for the same thing, the later end counts and the release of one keeps the other.
/// Thread-safe. Ordinary failure is a report, never an exception.
/// </summary>
public interface IElementDriver : IDisposable
{
    /// <summary>The name by which configuration chooses the driver.</summary>
    string Kind { get; }

    /// <summary>True where the element itself ends a lease on time; false where the watchdog must.</summary>
    bool EndsByItself { get; }

    /// <summary>The action-target pairs that it carries out, told truthfully to 'query features'.</summary>
    IReadOnlyList<(OpenC2Action Action, string Target)> Pairs { get; }

    /// <summary>Makes the element hold exactly these leases and nothing else of Ward's: at start, and when the state was lost.</summary>
    ValueTask<ElementReport> Restore(IReadOnlyList<Lease> live, CancellationToken stop);

    /// <summary>Puts the lease in force. The same lease again changes nothing but its end.</summary>
    ValueTask<ElementReport> Apply(Lease lease, CancellationToken stop);

    /// <summary>Ends the lease; success also where it is not in force.</summary>
    ValueTask<ElementReport> Release(string leaseId, CancellationToken stop);

    ValueTask<ElementReport> ReleaseAll(CancellationToken stop);

    /// <summary>Ids of the leases that the running element holds in force now, by asking it; null where it does not answer.</summary>
    ValueTask<IReadOnlyList<string>?> Held(CancellationToken stop);

    /// <summary>Asks the running element, not our memory, whether it refuses the target.</summary>
    ValueTask<RunningState> CheckRunning(ElementTarget target, CancellationToken stop);

    /// <summary>Compares the running element with the leases and repairs it. Says what was repaired, or null.</summary>
    ValueTask<string?> Reconcile(CancellationToken stop);
}
