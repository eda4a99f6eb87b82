using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;

namespace Ward.Learn;

/// <summary>The sixth chapter: what came of it, and what people say of it. Thread-safe.</summary>
public interface ILearn
{
    /// <summary>Keeps the whole story of the incident's revision; the same revision twice is one record.</summary>
    Task Remember(Incident incident, Forecast forecast, Prescription prescription, Outcome outcome, CancellationToken stop);

    /// <summary>Adds a later state of a plan to the story that it belongs to.</summary>
    Task Note(Outcome outcome, CancellationToken stop);

    /// <summary>Keeps a person's judgement of an incident; false where there is no such incident.</summary>
    Task<bool> Judge(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop);

    /// <summary>The record of one incident at its newest revision.</summary>
    Task<AfterActionRecord?> Recall(CityId city, IncidentId incident, CancellationToken stop);

    /// <summary>Records, newest first.</summary>
    Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop);
}
