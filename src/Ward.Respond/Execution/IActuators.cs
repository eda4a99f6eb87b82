using Ward.City;
using Ward.Respond.Plans;

namespace Ward.Respond.Execution;

/// <summary>
/// The one way to the elements. Every call is idempotent by action id. Implemented by the OpenC2 dialogue with the agents.
/// Several actions may name the same target at one element (two incidents, or a lease renewed by a later revision):
/// the target stays stopped until the last of them ends, and the end of one never ends another.
/// </summary>
public interface IActuators
{
    /// <summary>Asks the element to put the action in force until its end.</summary>
    Task<ActuatorReport> Apply(LeasedAction action, CancellationToken stop);

    /// <summary>Asks the element to end the action now; success also where it is not in force.</summary>
    Task<ActuatorReport> Release(ElementId element, ActionId action, CancellationToken stop);

    /// <summary>Ends everything that Ward holds at the element.</summary>
    Task<ActuatorReport> ReleaseAll(ElementId element, CancellationToken stop);

    /// <summary>The actions that the element itself holds in force, or null where it does not answer.</summary>
    Task<IReadOnlyList<HeldLease>?> Held(ElementId element, CancellationToken stop);

    /// <summary>Asks a sensor that is not the hand that acted whether the change holds and the services still answer.</summary>
    Task<Testimony> Witness(LeasedAction action, CancellationToken stop);

    /// <summary>Elements that an enrolled agent serves now.</summary>
    IReadOnlyList<ElementId> Reachable { get; }
}
