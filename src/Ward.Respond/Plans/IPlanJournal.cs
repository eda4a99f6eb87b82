using Ward.City;
using Ward.Govern.Mandates;

namespace Ward.Respond.Plans;

/// <summary>The write-ahead journal of plans: durable before anything is sent. Implemented by storage. Thread-safe.</summary>
public interface IPlanJournal
{
    /// <summary>Durable when the task completes. Replaces the plan's row and appends its last transition in one step.</summary>
    Task Write(Plan plan, CancellationToken stop);

    Task<Plan?> Find(PlanId id, CancellationToken stop);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Plan>> Latest(CityId city, int limit, CancellationToken stop);

    /// <summary>Plans whose state is Proposed, Approved, Leased, Applied or Verified.</summary>
    Task<IReadOnlyList<Plan>> Open(CityId city, CancellationToken stop);

    /// <summary>Targets put in force under the mandate since the moment.</summary>
    Task<int> TargetsSince(CityId city, MandateId mandate, DateTimeOffset since, CancellationToken stop);

    /// <summary>Whether automatic action is held back; survives a restart.</summary>
    Task<bool> HeldBack(CityId city, CancellationToken stop);

    Task HoldBack(CityId city, bool held, CancellationToken stop);
}
