using Ward.Govern.Mandates;
using Ward.Respond.Plans;

namespace Ward.Respond.Leases;

/// <summary>Gives plans their lease, and knows what an incident holds in force already.</summary>
internal sealed class Leasing(TargetLedger ledger)
{
    /// <summary>Approved and leased in one: what goes into the journal right before the commands go out.</summary>
    public static Plan Lease(Plan plan, MandateId mandate, TimeSpan lease, string by, string reason, DateTimeOffset now)
    {
        var until = now + lease;
        var leased = plan with
        {
            Mandate = mandate,
            Until = until,
            Actions = [.. plan.Actions.Select(a => a with { State = ActionState.Sent, Until = until })],
        };
        return leased
            .To(PlanState.Approved, now, by, reason)
            .To(PlanState.Leased, now, by, $"leased until {PlanSteps.Moment(until)} under mandate {mandate}");
    }

    public void Spend(Plan leased)
    {
        if (leased.NewTargets > 0) ledger.Spend(leased.Charged, leased.NewTargets, leased.History[^1].At);
    }

    public void Return(IReadOnlyList<SpentTargets> reserved) => ledger.Return(reserved);

    /// <summary>Actions that earlier plans of the incident hold in force and mean to keep, by what they stop.</summary>
    public static IReadOnlyDictionary<string, (PlanId Plan, DateTimeOffset Until)> InForce(IEnumerable<Plan> ofIncident, DateTimeOffset now) => ofIncident
        .Where(p => p.State is PlanState.Applied or PlanState.Verified)
        .SelectMany(p => p.Actions.Where(a => a.InForce() && a.Until > now).Select(a => (Key: Key(a), p.Id, a.Until)))
        .GroupBy(x => x.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => (g.MaxBy(x => x.Until).Id, g.Max(x => x.Until)), StringComparer.Ordinal);

    public static string Key(LeasedAction action) => $"{action.Element} {Planner.Describe(action.Target)}";
}
