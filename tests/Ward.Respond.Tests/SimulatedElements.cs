using System.Collections.Concurrent;
using System.Net;
using Ward.City;
using Ward.Respond.Execution;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests;

/// <summary>Elements that outlive every Ward process of a test: state and clock of their own, and the faults of real ones.</summary>
internal sealed class SimulatedElements(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<Action> underWay = [];
    private readonly Dictionary<(ElementId Element, ActionId Action), (LeasedAction Action, DateTimeOffset Until)> held = [];

    public enum Fault
    {
        None,
        /// <summary>The command is lost, and so is the answer.</summary>
        Silent,
        /// <summary>The command is done, the answer comes too late.</summary>
        Late,
        /// <summary>Neither command nor answer arrives now; the command arrives later, when nobody counts on it.</summary>
        Delayed,
        /// <summary>Understood and refused.</summary>
        Refuses,
    }

    public ConcurrentDictionary<ElementId, Fault> Faults { get; } = new();

    /// <summary>Elements whose own lease keeper is dead.</summary>
    public HashSet<ElementId> NoKeeper { get; } = [];

    public List<ElementId> Reachable { get; } = [new("fw"), new("web")];

    public Func<LeasedAction, Testimony> Witness { get; set; } = static _ => new Testimony.Holds("nothing passes");

    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What is in force now, as the element itself would show it.</summary>
    public IReadOnlyList<(ElementId Element, LeasedAction Action, DateTimeOffset Until)> Held
    {
        get
        {
            lock (gate)
            {
                foreach (var (key, lease) in held.ToList())
                    if (lease.Until <= time.GetUtcNow() && !NoKeeper.Contains(key.Element)) held.Remove(key);
                return [.. held.Select(h => (h.Key.Element, h.Value.Action, h.Value.Until))];
            }
        }
    }

    public bool Stops(string address) => Held.Any(h => h.Action.Target is ActionTarget.Source s && s.Address.Equals(IPAddress.Parse(address)));

    public void Put(LeasedAction action, DateTimeOffset until)
    {
        lock (gate) held[(action.Element, action.Id)] = (action, until);
    }

    public void Lose(ElementId element)
    {
        lock (gate)
            foreach (var key in held.Keys.Where(k => k.Element == element).ToList()) held.Remove(key);
    }

    /// <summary>What was under way arrives.</summary>
    public void Arrive()
    {
        lock (gate)
        {
            underWay.ForEach(act => act());
            underWay.Clear();
        }
    }

    public ActuatorReport Do(ElementId element, string command, Action act)
    {
        Commands.Enqueue(command);
        switch (Faults.GetValueOrDefault(element))
        {
            case Fault.None:
                lock (gate) act();
                return new ActuatorReport.Done("done");
            case Fault.Late:
                lock (gate) act();
                return new ActuatorReport.Unknown("no answer in time");
            case Fault.Delayed:
                lock (gate) underWay.Add(act);
                return new ActuatorReport.Unknown("no answer yet");
            case Fault.Silent:
                return new ActuatorReport.Unknown("no answer");
            default:
                return new ActuatorReport.Refused(500, "cannot");
        }
    }

    public ActuatorReport Apply(LeasedAction action) => Do(action.Element, $"apply {action.Id}", () => held[(action.Element, action.Id)] = (action, action.Until));

    public ActuatorReport Release(ElementId element, ActionId action) => Do(element, $"release {action}", () => held.Remove((element, action)));

    public ActuatorReport ReleaseAll(ElementId element) => Do(element, $"release-all {element}", () => { foreach (var key in held.Keys.Where(k => k.Element == element).ToList()) held.Remove(key); });

    public IReadOnlyList<HeldLease>? Ask(ElementId element) => Faults.GetValueOrDefault(element) == Fault.Silent
        ? null
        : [.. Held.Where(h => h.Element == element).Select(h => new HeldLease(h.Action.Id, h.Until))];
}
