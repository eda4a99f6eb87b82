using Ward.City;
using Ward.Detect.Incidents;
using Ward.Respond.Plans;

namespace Ward.Respond;

/// <summary>Where a plan stands after a step, with the reason.</summary>
public sealed record Outcome(
    CityId City,
    IncidentId Incident,
    int Revision,
    PlanId Plan,
    PlanState State,
    DateTimeOffset At,
    string Words)
{
    /// <summary>The outcome that one transition of a plan is; the same transition always gives an equal outcome.</summary>
    public static Outcome Of(Plan plan, Transition step) =>
        new(plan.Prescription.City, plan.Prescription.Incident, plan.Prescription.Revision, plan.Id, step.To, step.At, step.Reason);

    /// <summary>Where the plan stands now.</summary>
    public static Outcome Of(Plan plan) => Of(plan, plan.History[^1]);
}
