using Ward.Govern.Mandates;
using Ward.Respond.Plans;

namespace Ward.Respond.Leases;

/// <summary>
/// What was put in force in the last 24 hours, so that two incidents at the same moment cannot both spend the last of a budget:
/// deciding and reserving are one step. Thread-safe.
/// </summary>
internal sealed class TargetLedger
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly Lock gate = new();
    private readonly LinkedList<SpentTargets> spent = [];

    public void Take(IEnumerable<SpentTargets> rows)
    {
        lock (gate)
            foreach (var row in rows) spent.AddLast(row);
    }

    /// <summary>Decides; where that permits at once, the targets are reserved until <see cref="Return"/>.</summary>
    public (Permission Permission, SpentTargets? Reserved) Decide(Func<Func<MandateId, SpentBudget>, Permission> decide, int targets, DateTimeOffset now)
    {
        lock (gate)
        {
            while (spent.First is { } oldest && oldest.Value.At <= now - Day) spent.RemoveFirst();
            var permission = decide(Spent);
            if (permission is not Permission.Permitted permitted) return (permission, null);
            return (permission, Add(permitted.Mandate, targets, now));
        }

        SpentBudget Spent(MandateId mandate)
        {
            var (tenMinutes, day) = (0, 0);
            foreach (var row in spent)
            {
                if (row.Mandate != mandate) continue;
                day += row.Targets;
                if (row.At > now - TenMinutes) tenMinutes += row.Targets;
            }

            return new SpentBudget(tenMinutes, day);
        }
    }

    /// <summary>Counts what persons approved; the budget bounds only what is done without asking, but sees all of it.</summary>
    public void Spend(MandateId mandate, int targets, DateTimeOffset now)
    {
        lock (gate) Add(mandate, targets, now);
    }

    /// <summary>The reservation came to nothing.</summary>
    public void Return(SpentTargets? reserved)
    {
        lock (gate)
            if (reserved is not null) spent.Remove(reserved);
    }

    private SpentTargets Add(MandateId mandate, int targets, DateTimeOffset now)
    {
        var row = new SpentTargets(mandate, now, targets);
        if (targets > 0) spent.AddLast(row);
        return row;
    }
}
