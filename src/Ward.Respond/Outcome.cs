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
    string Words);
