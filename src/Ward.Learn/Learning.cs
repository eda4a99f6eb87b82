using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
using Ward.Respond;
using Ward.Respond.Plans;

namespace Ward.Learn;

/// <summary>Keeps the whole story of every incident in the after-action store.</summary>
public sealed partial class Learning(IAfterActionStore store, TimeProvider time, ILogger<Learning> log) : ILearn
{
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(2), LookEvery = TimeSpan.FromSeconds(5), Recent = TimeSpan.FromDays(1);

    /// <summary>Most incidents that another city makes be told again.</summary>
    private const int MostAgain = 100;

    private readonly Channel<(CityId City, IncidentId Incident)> judged = Channel.CreateUnbounded<(CityId, IncidentId)>(new UnboundedChannelOptions { SingleReader = true });

    public Task Remember(Incident incident, Forecast forecast, Prescription prescription, Outcome outcome, CancellationToken stop) =>
        store.Upsert(new AfterActionRecord(incident, forecast, prescription, [outcome], []), stop);

    public Task Keep(Prescription prescription, CancellationToken stop) =>
        prescription.Ground is { } ground ? store.Keep(new KeptChoice(prescription with { Ground = null }, ground), stop) : Task.CompletedTask;

    public Task<KeptChoice?> Choice(CityId city, PrescriptionId prescription, CancellationToken stop) => store.Choice(city, prescription, stop);

    public Task Note(Outcome outcome, CancellationToken stop) => store.Add(outcome, stop);

    public async Task<bool> Judge(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop)
    {
        if (await store.Find(city, incident, stop).ConfigureAwait(false) is not { } record) return false;
        var upTo = record.Incident.Findings.Select(f => (long?)f.Offset).Max();
        if (!await store.Add(city, incident, judgement with { UpTo = judgement.UpTo ?? upTo }, stop).ConfigureAwait(false)) return false;
        judged.Writer.TryWrite((city, incident));
        return true;
    }

    public async Task<Incident> Believed(Incident incident, CancellationToken stop) =>
        Judgement.Believed(incident, await store.Judgements(incident.City, incident.Id, stop).ConfigureAwait(false));

    public async IAsyncEnumerable<Incident> Again(CityId city, Func<string> version, [EnumeratorCancellation] CancellationToken stop)
    {
        // What was told under another city before this start is told again too.
        string? known = null;
        while (!stop.IsCancellationRequested)
        {
            await Verdict(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!stop.IsCancellationRequested && judged.Reader.TryRead(out var one))
                if (one.City == city && await Patiently(() => store.Find(city, one.Incident, stop), stop).ConfigureAwait(false) is { } record) yield return record.Incident;
            if (stop.IsCancellationRequested || version() is not { } now || now == known) continue;
            known = now;
            var since = time.GetUtcNow() - Recent;
            foreach (var record in await Patiently<IReadOnlyList<AfterActionRecord>>(async () => await store.Latest(city, MostAgain, stop).ConfigureAwait(false), stop).ConfigureAwait(false) ?? [])
                if (record.Judgements.Count == 0 && record.Incident.Updated >= since && record.Forecast.CityVersion != now) yield return record.Incident;
        }
    }

    /// <summary>Exception policy StoreDown, as in <see cref="Follow"/>: tried again until it answers; null where it was stopped.</summary>
    private async Task<T?> Patiently<T>(Func<Task<T?>> ask, CancellationToken stop) where T : class
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or DbException)
            {
                Unread(e);
                await Task.Delay(UntilNextTry, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    /// <summary>Waits for a verdict, but no longer than until the city is looked at again.</summary>
    private async Task Verdict(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(judged.Reader.WaitToReadAsync(ending.Token).AsTask(), Task.Delay(LookEvery, time, ending.Token)).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
    }

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

    [LoggerMessage(6002, LogLevel.Warning, "Incidents that are to be told again cannot be read now; it is tried again")]
    private partial void Unread(Exception cause);

    [LoggerMessage(6001, LogLevel.Warning, "That plan {Plan} is {State} cannot be noted now; it is tried again")]
    private partial void StoreDown(string plan, PlanState state, Exception cause);
}
