using System.Collections.Concurrent;
using Ward.Respond.Plans;

namespace Ward.Respond.Leases;

/// <summary>When an open plan is to be looked at again. In memory only: after a restart everything is due. Thread-safe.</summary>
internal sealed class Schedule
{
    private readonly ConcurrentDictionary<PlanId, Entry> entries = new();

    public Entry Of(PlanId plan) => entries.GetOrAdd(plan, static _ => new Entry());

    /// <summary>Forgets what is no longer open.</summary>
    public void KeepOnly(Func<PlanId, bool> open)
    {
        foreach (var plan in entries.Keys.Where(p => !open(p))) entries.TryRemove(plan, out _);
    }

    public void Forget(PlanId plan) => entries.TryRemove(plan, out _);

    /// <summary>Changed only under the incident's lock; read without it, where a stale value means one beat later.</summary>
    internal sealed class Entry
    {
        /// <summary>When the sensor is asked (again); null where it is not.</summary>
        public DateTimeOffset? Verify { get; set; } = DateTimeOffset.MinValue;

        /// <summary>How often the sensor had nothing to say.</summary>
        public int Rechecks { get; set; }

        /// <summary>Not before this are ends and resumptions tried again.</summary>
        public DateTimeOffset Retry { get; set; } = DateTimeOffset.MinValue;

        /// <summary>How often an action was put in force again that its element had lost.</summary>
        public int Reapplied { get; set; }
    }
}
