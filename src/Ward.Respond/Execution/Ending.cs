using Ward.City;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Execution;

/// <summary>Ends what is in force: undone, rolled back, or at the end of its lease. Callers hold the incident's lock.</summary>
internal sealed class Ending(PlanBook book, Hand hand, Schedule schedule, ResponseOptions options)
{
    private const string BeingReleased = "; being released";

    /// <summary>
    /// Ends the plan early, in reverse order within an element. That it is to end is journalled first; an element that does not confirm
    /// is asked again by <see cref="Retry"/> until it does or the lease is over.
    /// </summary>
    public async Task<Plan> End(Plan plan, string by, string reason, CancellationToken stop)
    {
        var marked = Mark(plan) with { EndAsked = new EndRequest(by, reason) };
        if (marked.IsReleasing()) await book.After(marked = marked.Noted(book.Now, by, reason + BeingReleased), stop).ConfigureAwait(false);
        return await Release(marked, by, reason, stop).ConfigureAwait(false);
    }

    /// <summary>Ends some actions of a plan; the plan itself goes on with what is left.</summary>
    public async Task<Plan> EndSome(Plan plan, Func<LeasedAction, bool> which, string by, string reason, CancellationToken stop)
    {
        var marked = plan.Change(a => which(a) && a.MayHold(), ActionState.Releasing).Noted(book.Now, by, reason + BeingReleased) with { EndAsked = new EndRequest(by, reason) };
        await book.After(marked, stop).ConfigureAwait(false);
        return await Release(marked, by, reason, stop).ConfigureAwait(false);
    }

    /// <summary>Asks again for what was not confirmed.</summary>
    public Task<Plan> Retry(Plan plan, CancellationToken stop)
    {
        // A journal of before the field was kept says it in its last words alone.
        var asked = plan.EndAsked ?? new EndRequest(plan.History[^1].By, plan.History[^1].Reason);
        return Release(plan, asked.By, asked.Reason, stop);
    }

    /// <summary>The lease is over: every element should have ended it by itself, and is asked.</summary>
    public async Task<Plan> Expire(Plan plan, CancellationToken stop)
    {
        var left = plan.Actions.Where(a => a.MayHold()).ToList();
        var changed = new List<LeasedAction>();
        var waiting = new List<string>();
        var silent = new List<string>();
        foreach (var ofElement in left.GroupBy(a => a.Element))
        {
            var held = await hand.HeldUnlessSilent(ofElement.Key, stop).ConfigureAwait(false);
            foreach (var action in ofElement)
            {
                if (held is null && book.Now < plan.Until + options.LeaseEndGrace) waiting.Add($"{action.Element} does not answer");
                else if (held is null)
                {
                    silent.Add(action.Element.Value);
                    changed.Add(action with { State = ActionState.Released, Note = "the element did not answer; it ends its leases by itself" });
                }
                else if (!held.Any(h => h.Action == action.Id))
                    changed.Add(action with { State = ActionState.Released, Note = "the element ended it by itself" });
                else if (await hand.Release(action.Element, action.Id, stop).ConfigureAwait(false) is ActuatorReport.Done done)
                    changed.Add(action with { State = ActionState.Released, Note = $"held beyond its end, and released: {done.Words}" });
                else waiting.Add($"{action.Element} still holds it");
            }
        }

        schedule.Of(plan.Id).Retry = book.Now + options.RetryEvery;
        var after = plan.Change(changed);
        if (waiting.Count > 0)
        {
            var note = $"the lease is over, but {string.Join(", ", waiting.Distinct(StringComparer.Ordinal))}; asked again";
            if (after.History[^1].Reason != note) await book.After(after.Noted(book.Now, "ward", note), stop).ConfigureAwait(false);
            return after;
        }

        var (state, words) = plan.State is PlanState.Approved or PlanState.Leased
            ? (PlanState.Failed, "its lease ended before the elements confirmed it")
            : plan.IsReleasing() ? (PlanState.RolledBack, "its lease ended while it was being released")
            : (PlanState.Expired, "the lease ended as planned");
        if (silent.Count > 0) words += $" ({string.Join(", ", silent.Distinct(StringComparer.Ordinal))} did not answer; it ends its leases by itself)";
        return await Close(after, state, "ward", words, "expire", stop).ConfigureAwait(false);
    }

    private async Task<Plan> Release(Plan plan, string by, string reason, CancellationToken stop)
    {
        var changed = new List<LeasedAction>();
        var silent = new List<string>();
        // Reverse order within the plan; distinct elements do not wait for each other.
        await Task.WhenAll(plan.Actions.Where(a => a.State == ActionState.Releasing).Reverse().GroupBy(a => a.Element).Select(OfElement)).ConfigureAwait(false);

        var after = plan.Change(changed);
        schedule.Of(plan.Id).Retry = book.Now + options.RetryEvery;
        if (silent.Count > 0)
        {
            var note = $"{reason}{BeingReleased}, not yet confirmed by {string.Join(", ", silent.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
            if (changed.Count > 0 || after.History[^1].Reason != note) await book.After(after = after.Noted(book.Now, by, note), stop).ConfigureAwait(false);
            return after;
        }

        if (after.Actions.Any(a => a.MayHold()))
        {
            await book.After(after = after.Noted(book.Now, by, reason), stop).ConfigureAwait(false);
            return after;
        }

        return await Close(after, after.EndedEarly(), by, reason, "roll-back", stop).ConfigureAwait(false);

        async Task OfElement(IGrouping<ElementId, LeasedAction> ofElement)
        {
            foreach (var action in ofElement)
            {
                var report = await hand.Release(action.Element, action.Id, stop).ConfigureAwait(false);
                lock (changed)
                {
                    if (report is ActuatorReport.Done done) changed.Add(action with { State = ActionState.Released, Note = done.Words });
                    else silent.Add(action.Element.Value);
                }
            }
        }
    }

    private async Task<Plan> Close(Plan plan, PlanState state, string by, string reason, string act, CancellationToken stop)
    {
        var closed = plan.To(state, book.Now, by, reason);
        await book.After(closed, stop).ConfigureAwait(false);
        schedule.Forget(plan.Id);
        await book.Tell(closed, by, act, $"{state}: {reason}", stop).ConfigureAwait(false);
        return closed;
    }

    /// <summary>What was never sent has failed; what may be in force is to be released.</summary>
    private static Plan Mark(Plan plan) => plan with
    {
        Actions =
        [
            .. plan.Actions.Select(a => !a.MayHold() ? a
                : a.State == ActionState.Planned ? a with { State = ActionState.Failed, Note = "not sent" }
                : a with { State = ActionState.Releasing }),
        ],
    };
}
