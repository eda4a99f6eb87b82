using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Rollback;

/// <summary>Brings journal and elements together: after a restart, and every now and then.</summary>
internal sealed class Reconciliation(
    PlanBook book, Hand hand, Carrying carrying, Ending ending, Brake brake, Schedule schedule,
    Func<CityModel> city, Permissions permissions, ResponseOptions options, ILogger log)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    /// <summary>A plan whose lease was journalled and whose sending was not finished: asked for, and finished where it is still permitted.</summary>
    public async Task Resume(PlanId id, CancellationToken stop)
    {
        if (book.OpenOne(id) is not { } known) return;
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        if (book.OpenOne(id) is not { State: PlanState.Approved or PlanState.Leased } plan) return;
        var epoch = brake.Released;
        var entry = schedule.Of(id);
        if (plan.Until is not { } until || until <= book.Now)
        {
            await ending.Expire(plan, stop).ConfigureAwait(false);
            return;
        }

        if (plan.IsReleasing())
        {
            await ending.Retry(plan, stop).ConfigureAwait(false);
            return;
        }

        var sent = plan.Actions.Where(a => a.State == ActionState.Sent).GroupBy(a => a.Element).ToList();
        var answers = await Task.WhenAll(sent.Select(g => hand.HeldUnlessSilent(g.Key, stop))).ConfigureAwait(false);
        if (answers.Contains(null))
        {
            entry.Retry = book.Now + options.RetryEvery;
            return;
        }

        var found = sent.Zip(answers).SelectMany(x => x.First.Where(a => x.Second!.Any(h => h.Action == a.Id)))
            .Select(a => a with { State = ActionState.Applied, Note = "found in force at the element" });
        var resumed = plan.Change(found);
        if (resumed.Actions.Any(a => a.State == ActionState.Sent) && NoLonger(plan) is { } reason)
        {
            await ending.End(resumed, "ward", reason, stop).ConfigureAwait(false);
            return;
        }

        await carrying.Execute(resumed, fresh: false, epoch, stop).ConfigureAwait(false);
    }

    /// <summary>Ends the lease that is over, or what was to be released and was not confirmed.</summary>
    public async Task End(PlanId id, CancellationToken stop)
    {
        if (book.OpenOne(id) is not { } known) return;
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        if (book.OpenOne(id) is not { } plan || !plan.MayHold()) return;
        if (plan.Until <= book.Now) await ending.Expire(plan, stop).ConfigureAwait(false);
        else if (plan.IsReleasing()) await ending.Retry(plan, stop).ConfigureAwait(false);
    }

    /// <summary>Nobody approved in time.</summary>
    public async Task Lapse(PlanId id, CancellationToken stop)
    {
        if (book.OpenOne(id) is not { } known) return;
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        if (book.OpenOne(id) is not { State: PlanState.Proposed } plan || plan.LapsesAt(options.ApprovalLifetime) > book.Now) return;
        var lapsed = plan.To(PlanState.Lapsed, book.Now, "ward", $"not approved within {(plan.LapsesAt(options.ApprovalLifetime) - plan.Created).TotalMinutes:0.#} min");
        await book.After(lapsed, stop).ConfigureAwait(false);
        await book.Tell(lapsed, "ward", "lapse", lapsed.History[^1].Reason, stop).ConfigureAwait(false);
    }

    /// <summary>Compares what every element holds with what the journal says: no orphan stays, nothing that was lost stays lost.</summary>
    public Task Digest(CancellationToken stop) =>
        Task.WhenAll(hand.Reachable.Union(book.Open.Where(p => p.MayHold()).SelectMany(p => p.Actions).Select(a => a.Element)).Select(e => Digest(e, stop)));

    private async Task Digest(ElementId element, CancellationToken stop)
    {
        // What the element holds is read before what the book knows: whatever was sent by then, the book knew before it was sent.
        if (await hand.Held(element, stop).ConfigureAwait(false) is not { } holds) return;
        var plans = book.Open.Where(p => p.MayHold()).ToList();
        var known = plans.SelectMany(p => p.Actions).Where(a => a.Element == element && a.MayHold()).ToDictionary(a => a.Id);
        foreach (var lease in holds)
        {
            var why = !known.TryGetValue(lease.Action, out var action) ? "no open plan knows it"
                : lease.Until > action.Until + ClockSkew ? $"it would last until {PlanSteps.Moment(lease.Until)}, beyond the lease" : null;
            if (why is null) continue;
            Log.Orphan(log, element.Value, lease.Action.Value);
            var report = await hand.Release(element, lease.Action, stop).ConfigureAwait(false);
            var came = report is ActuatorReport.Done ? "released" : "not confirmed, asked again";
            await book.Tell(city().Id, "ward", "release", lease.Action.Value, $"{element} held it and {why}: {came}", stop).ConfigureAwait(false);
        }

        foreach (var plan in plans)
            if (plan.Actions.Any(a => a.Element == element && Lost(a, holds))) await Restore(plan.Id, element, stop).ConfigureAwait(false);
    }

    private bool Lost(LeasedAction action, IReadOnlyList<HeldLease> holds) =>
        action.InForce() && action.Until > book.Now && !holds.Any(h => h.Action == action.Id);

    private async Task Restore(PlanId id, ElementId element, CancellationToken stop)
    {
        if (book.OpenOne(id) is not { } known) return;
        using var locked = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        if (book.OpenOne(id) is not { State: PlanState.Applied or PlanState.Verified } plan || plan.IsReleasing()) return;
        // Asked again under the lock: the first answer may be older than the plan.
        if (await hand.Held(element, stop).ConfigureAwait(false) is not { } holds) return;
        var lost = plan.Actions.Where(a => a.Element == element && Lost(a, holds)).ToList();
        if (lost.Count == 0) return;

        var entry = schedule.Of(id);
        var epoch = brake.Released;
        var reason = entry.Reapplied++ >= options.Reapplies ? $"{element} lost it more than {options.Reapplies} times" : NoLonger(plan);
        if (reason is null)
        {
            var failed = false;
            foreach (var action in lost)
                failed |= await hand.Apply(action, () => brake.Released != epoch, stop).ConfigureAwait(false) is not ActuatorReport.Done;
            if (brake.Released != epoch) return;
            var words = $"{element} no longer held {lost.Count} of its actions; {(failed ? "not yet put" : "put")} in force again";
            await book.After(plan.Noted(book.Now, "ward", words), stop).ConfigureAwait(false);
            await book.Tell(plan, "ward", "apply", words, stop).ConfigureAwait(false);
            entry.Verify = book.Now;
            entry.Rechecks = 0;
            return;
        }

        var ids = lost.Select(a => a.Id).ToHashSet();
        await ending.EndSome(plan, a => ids.Contains(a.Id), "ward", $"{element} no longer holds it, and it is not put in force again: {reason}", stop).ConfigureAwait(false);
    }

    /// <summary>Why a plan that was permitted once may not be sent now, or null.</summary>
    private string? NoLonger(Plan plan)
    {
        if (brake.Held) return "automatic action is held back";
        if (Planner.Drift(city(), plan, hand.Reachable) is { } drift) return drift;
        var counted = plan.Prescription.Measures.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var (permission, _) = permissions.Ask(city(), plan.Prescription, counted, book.Now);
        return permission switch
        {
            Permission.Permitted => null,
            Permission.NeedsApproval ask when plan.ApprovedBy.Count >= ask.Approvers => null,
            _ => $"no longer permitted: {permission.Reason}",
        };
    }
}
