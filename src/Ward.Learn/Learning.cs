using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;
using Ward.Respond.Plans;

namespace Ward.Learn;

/// <summary>Keeps the whole story of every incident in the after-action store.</summary>
public sealed class Learning(IAfterActionStore store) : ILearn
{
    public Task Remember(Incident incident, Forecast forecast, Prescription prescription, Outcome outcome, CancellationToken stop) =>
        store.Upsert(new AfterActionRecord(incident, forecast, prescription, [outcome], []), stop);

    public Task Note(Outcome outcome, CancellationToken stop) => store.Add(outcome, stop);

    public Task<bool> Judge(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop) => store.Add(city, incident, judgement, stop);

    public Task<AfterActionRecord?> Recall(CityId city, IncidentId incident, CancellationToken stop) => store.Find(city, incident, stop);

    public Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop) => store.Latest(city, limit, stop);

    /// <summary>
    /// Notes every state that the plans went through, where it is not noted yet: after a restart, for what happened
    /// between the journal's write and the note.
    /// </summary>
    public async Task CatchUp(IEnumerable<Plan> plans, CancellationToken stop)
    {
        foreach (var plan in plans)
            foreach (var step in plan.History)
                await store.Add(Outcome.Of(plan, step), stop).ConfigureAwait(false);
    }

    /// <summary>Notes every later outcome until stopped.</summary>
    public async Task Follow(IAsyncEnumerable<Outcome> outcomes, CancellationToken stop)
    {
        await foreach (var outcome in outcomes.WithCancellation(stop).ConfigureAwait(false)) await Note(outcome, stop).ConfigureAwait(false);
    }
}
