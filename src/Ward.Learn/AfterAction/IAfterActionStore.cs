using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.Feedback;
using Ward.Respond;

namespace Ward.Learn.AfterAction;

/// <summary>Keeps after-action records. Implemented by storage. Thread-safe; durable when a task completes.</summary>
public interface IAfterActionStore
{
    /// <summary>Inserts, or replaces incident, forecast and prescription where the revision is not older; outcomes and judgements are added, never lost.</summary>
    Task Upsert(AfterActionRecord record, CancellationToken stop);

    /// <summary>Adds the outcome where it is not there yet.</summary>
    Task Add(Outcome outcome, CancellationToken stop);

    /// <summary>False where there is no such incident.</summary>
    Task<bool> Add(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop);

    /// <summary>Of one incident, oldest first; none where there is no such incident.</summary>
    Task<IReadOnlyList<Judgement>> Judgements(CityId city, IncidentId incident, CancellationToken stop);

    Task<AfterActionRecord?> Find(CityId city, IncidentId incident, CancellationToken stop);

    Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop);
}
