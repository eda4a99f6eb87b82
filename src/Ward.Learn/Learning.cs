using Microsoft.Extensions.Logging;
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
public sealed partial class Learning(IAfterActionStore store, TimeProvider time, ILogger<Learning> log) : ILearn
{
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(2);

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

    /// <summary>
    /// Notes every later outcome until stopped. Exception policy StoreDown: wait and try again, since a lease that ends while the
    /// disk is full must not end the watch; what the feed drops meanwhile is caught up after the next start.
    /// </summary>
    public async Task Follow(IAsyncEnumerable<Outcome> outcomes, CancellationToken stop)
    {
        await foreach (var outcome in outcomes.WithCancellation(stop).ConfigureAwait(false))
            while (!await TryNote(outcome, stop).ConfigureAwait(false))
                await Task.Delay(UntilNextTry, time, stop).ConfigureAwait(false);
    }

    private async Task<bool> TryNote(Outcome outcome, CancellationToken stop)
    {
        try
        {
            await Note(outcome, stop).ConfigureAwait(false);
            return true;
        }
        catch (IOException broken)
        {
            StoreDown(outcome.Plan.Value, outcome.State, broken);
            return false;
        }
    }

    [LoggerMessage(6001, LogLevel.Warning, "That plan {Plan} is {State} cannot be noted now; it is tried again")]
    private partial void StoreDown(string plan, PlanState state, Exception cause);
}
