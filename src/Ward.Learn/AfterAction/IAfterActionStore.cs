using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.Feedback;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
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

    /// <summary>Keeps a prescription with what it was chosen from; the same prescription twice is the record that came first. Of one incident at least the newest 20 with measures stay.</summary>
    Task Keep(KeptChoice choice, CancellationToken stop);

    /// <summary>Null where the prescription is not known, or was made before such records were kept.</summary>
    /// <exception cref="IOException">It was kept by a newer Ward, or is damaged.</exception>
    Task<KeptChoice?> Choice(CityId city, PrescriptionId prescription, CancellationToken stop);

    Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop);
}
