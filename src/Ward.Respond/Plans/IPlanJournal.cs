using Ward.City;
using Ward.Detect.Incidents;
using Ward.Govern.Mandates;

namespace Ward.Respond.Plans;

/// <summary>The write-ahead journal of plans: durable before anything is sent. Implemented by storage. Thread-safe.</summary>
/// <exception cref="IOException">Of any writing member: the disk is full or gone, and nothing of the call is kept.</exception>
public interface IPlanJournal
{
    /// <summary>Durable when the task completes. Replaces the plan's row and appends the transitions that it does not hold yet in one step.</summary>
    Task Write(Plan plan, CancellationToken stop);

    /// <summary>As <see cref="Write(Plan, CancellationToken)"/>, for several plans in one step: all or none.</summary>
    Task Write(IReadOnlyList<Plan> plans, CancellationToken stop);

    Task<Plan?> Find(PlanId id, CancellationToken stop);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Plan>> Latest(CityId city, int limit, CancellationToken stop);

    /// <summary>All plans of one incident, oldest revision first.</summary>
    Task<IReadOnlyList<Plan>> OfIncident(CityId city, IncidentId incident, CancellationToken stop);

    /// <summary>Plans whose state is Proposed, Approved, Leased, Applied or Verified.</summary>
    Task<IReadOnlyList<Plan>> Open(CityId city, CancellationToken stop);

    /// <summary>Targets put in force under the mandate since the moment.</summary>
    Task<int> TargetsSince(CityId city, MandateId mandate, DateTimeOffset since, CancellationToken stop);

    /// <summary>What was put in force since the moment, a row for each plan and mandate that it rests on, oldest first.</summary>
    Task<IReadOnlyList<SpentTargets>> SpentSince(CityId city, DateTimeOffset since, CancellationToken stop);

    /// <summary>Whether automatic action is held back; survives a restart.</summary>
    Task<bool> HeldBack(CityId city, CancellationToken stop);

    Task HoldBack(CityId city, bool held, CancellationToken stop);
}
