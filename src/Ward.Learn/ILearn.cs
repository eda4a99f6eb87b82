using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
using Ward.Respond;

namespace Ward.Learn;

/// <summary>The sixth chapter: what came of it, and what people say of it. Thread-safe.</summary>
public interface ILearn
{
    /// <summary>Keeps the whole story of the incident's revision; the same revision twice is one record.</summary>
    Task Remember(Incident incident, Forecast forecast, Prescription prescription, Outcome outcome, CancellationToken stop);

    /// <summary>Keeps what a prescription was chosen from (<see cref="Prescription.Ground"/>), so that the decision can be replayed; before anything of it is carried out.</summary>
    Task Keep(Prescription prescription, CancellationToken stop);

    /// <summary>The prescription with what it was chosen from; null where that was never kept.</summary>
    /// <exception cref="IOException">It was kept by a newer Ward, or is damaged.</exception>
    Task<KeptChoice?> Choice(CityId city, PrescriptionId prescription, CancellationToken stop);

    /// <summary>Adds a later state of a plan to the story that it belongs to.</summary>
    Task Note(Outcome outcome, CancellationToken stop);

    /// <summary>Keeps a person's judgement of an incident; false where there is no such incident.</summary>
    Task<bool> Judge(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop);

    /// <summary>The incident without what a person has judged to be nothing (<see cref="Judgement.Believed"/>).</summary>
    Task<Incident> Believed(Incident incident, CancellationToken stop);

    /// <summary>
    /// Incidents to be told again though nothing new was found: those that a person has just judged, and those of the last day that nobody has judged when the city
    /// becomes another one. Ends when stopped.
    /// </summary>
    /// <param name="version">The city's version of this moment.</param>
    IAsyncEnumerable<Incident> Again(CityId city, Func<string> version, CancellationToken stop);

    /// <summary>The record of one incident at its newest revision.</summary>
    Task<AfterActionRecord?> Recall(CityId city, IncidentId incident, CancellationToken stop);

    /// <summary>Records, newest first.</summary>
    Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop);
}
