using System.Globalization;

namespace Ward.Respond.Plans;

/// <summary>How plans change: always a new record, always with its transition.</summary>
internal static class PlanSteps
{
    public static bool IsOpen(this Plan plan) =>
        plan.State is PlanState.Proposed or PlanState.Approved or PlanState.Leased or PlanState.Applied or PlanState.Verified;

    /// <summary>True where something of it may be in force at an element.</summary>
    public static bool MayHold(this Plan plan) =>
        plan.State is PlanState.Approved or PlanState.Leased or PlanState.Applied or PlanState.Verified;

    /// <summary>True where the element may hold the action.</summary>
    public static bool MayHold(this LeasedAction action) => action.State is not (ActionState.Released or ActionState.Failed);

    public static bool InForce(this LeasedAction action) => action.State is ActionState.Applied or ActionState.Verified;

    public static bool IsReleasing(this Plan plan) => plan.Actions.Any(a => a.State == ActionState.Releasing);

    /// <param name="lifetime">For plans that were recorded without their end.</param>
    public static DateTimeOffset LapsesAt(this Plan plan, TimeSpan lifetime) => plan.Lapses ?? plan.Created + lifetime;

    public static Plan To(this Plan plan, PlanState state, DateTimeOffset at, string by, string reason) =>
        plan with { State = state, History = [.. plan.History, new Transition(state, at, by, reason)] };

    /// <summary>A note: the state stays as it is.</summary>
    public static Plan Noted(this Plan plan, DateTimeOffset at, string by, string reason) => plan.To(plan.State, at, by, reason);

    public static Plan Change(this Plan plan, Func<LeasedAction, bool> which, ActionState state, string? note = null) =>
        plan with { Actions = [.. plan.Actions.Select(a => which(a) ? a with { State = state, Note = note ?? a.Note } : a)] };

    public static Plan Change(this Plan plan, IEnumerable<LeasedAction> changed)
    {
        var byId = changed.ToDictionary(a => a.Id);
        return plan with { Actions = [.. plan.Actions.Select(a => byId.GetValueOrDefault(a.Id, a))] };
    }

    /// <summary>What a plan that is being ended becomes: one that never came into force has failed, any other is rolled back.</summary>
    public static PlanState EndedEarly(this Plan plan) =>
        plan.State is PlanState.Applied or PlanState.Verified ? PlanState.RolledBack : PlanState.Failed;

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
