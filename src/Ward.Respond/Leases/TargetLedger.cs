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
    public (Permission Permission, IReadOnlyList<SpentTargets> Reserved) Decide(Func<Func<MandateId, SpentBudget>, Permission> decide, int targets, DateTimeOffset now)
    {
        lock (gate)
        {
            while (spent.First is { } oldest && oldest.Value.At <= now - Day) spent.RemoveFirst();
            var permission = decide(Spent);
            if (permission is not Permission.Permitted permitted) return (permission, []);
            return (permission, Add(permitted.RestsOn is { Count: > 0 } all ? all : [permitted.Mandate], targets, now));
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
    public void Spend(IReadOnlyList<MandateId> mandates, int targets, DateTimeOffset now)
    {
        lock (gate) Add(mandates, targets, now);
    }

    /// <summary>The reservation came to nothing.</summary>
    public void Return(IReadOnlyList<SpentTargets> reserved)
    {
        lock (gate)
            foreach (var row in reserved) spent.Remove(row);
    }

    private List<SpentTargets> Add(IReadOnlyList<MandateId> mandates, int targets, DateTimeOffset now)
    {
        if (targets <= 0) return [];
        List<SpentTargets> rows = [.. mandates.Distinct().Select(m => new SpentTargets(m, now, targets))];
        foreach (var row in rows) spent.AddLast(row);
        return rows;
    }
}
