using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;
using Ward.Respond.Leases;
using Ward.Respond.Plans;
using Ward.Trust.Roles;

namespace Ward.Respond.Rollback;

/// <summary>What persons end: a plan, or everything.</summary>
internal sealed class Undoing(PlanBook book, Hand hand, Ending ending, Brake brake, ApprovalDesk desk, Func<CityModel> city, ReleaseMark? mark, ILogger log)
{
    private ReleasedOffline? finished;

    /// <summary>Ends the plan's leases, and what other plans of the same incident hold on the same targets.</summary>
    public async Task<Verdict> Undo(PlanId id, Person by, string reason, CancellationToken stop)
    {
        if (await book.Find(id, stop).ConfigureAwait(false) is not { } known) return new Verdict.NotFound(id);
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        var plan = await book.Find(id, stop).ConfigureAwait(false) ?? known;
        if (!by.Roles.Contains(Role.Approver)) return await desk.Refuse(plan, by, "undo", $"{by.Name} is not an approver", stop).ConfigureAwait(false);
        if (!plan.MayHold()) return await desk.Refuse(plan, by, "undo", $"nothing of the plan is in force; it is {plan.State}", stop).ConfigureAwait(false);

        await book.Tell(plan, by.Name, "undo", reason, stop).ConfigureAwait(false);
        var words = $"undone by {by.Name}: {reason}";
        var keys = plan.Actions.Where(a => a.MayHold()).Select(Leasing.Key).ToHashSet(StringComparer.Ordinal);
        var done = await ending.End(plan, by.Name, words, stop).ConfigureAwait(false);
        foreach (var other in book.Open.Where(p => p.Id != id && p.Prescription.Incident == plan.Prescription.Incident && p.MayHold()).ToList())
            if (other.Actions.Any(Same)) await ending.EndSome(other, Same, by.Name, words, stop).ConfigureAwait(false);
        await brake.Count(stop).ConfigureAwait(false);
        return new Verdict.Done(done, done.History[^1].Reason);

        bool Same(LeasedAction a) => a.MayHold() && keys.Contains(Leasing.Key(a));
    }

    /// <summary>The kill switch. The elements are told first; no lock is waited for before that.</summary>
    public async Task<Verdict> ReleaseAll(Person by, string reason, CancellationToken stop)
    {
        if (!by.Roles.Contains(Role.Approver) && !by.Roles.Contains(Role.Administrator))
        {
            await book.Tell(city().Id, by.Name, "release-all", city().Id.Value, $"refused: {by.Name} is neither approver nor administrator", stop).ConfigureAwait(false);
            return new Verdict.Refused($"{by.Name} is neither approver nor administrator");
        }

        var words = $"everything released by {by.Name}: {reason}";
        var holding = brake.Hold(by.Name, words, releaseAll: true, stop);
        var elements = city().Elements.Select(e => e.Id).Union(hand.Reachable)
            .Union(book.Open.Where(p => p.MayHold()).SelectMany(p => p.Actions).Select(a => a.Element)).ToList();
        var reports = await Task.WhenAll(elements.Select(e => hand.ReleaseAll(e, stop))).ConfigureAwait(false);
        await holding.ConfigureAwait(false);

        await Task.WhenAll(book.Open.Where(p => p.MayHold()).Select(p => One(p.Id))).ConfigureAwait(false);
        List<string> silent = [.. elements.Zip(reports).Where(x => x.Second is not ActuatorReport.Done).Select(x => x.First.Value)];
        var outcome = silent.Count == 0 ? words : $"{words}; not confirmed by {string.Join(", ", silent)}: asked again, and their leases end by themselves";
        await book.Tell(city().Id, by.Name, "release-all", city().Id.Value, outcome, stop).ConfigureAwait(false);
        return new Verdict.Done(null, outcome);

        async Task One(PlanId id)
        {
            if (book.OpenOne(id) is not { } known) return;
            using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
            if (book.OpenOne(id) is { } plan && plan.MayHold()) await ending.End(plan, by.Name, words, stop).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Finishes a kill switch that was pulled while nobody ran: what it could not reach is released, and the brake is in the journal
    /// before the mark goes. A crash in between repeats it.
    /// </summary>
    public async Task FinishOffline(CancellationToken stop)
    {
        if (mark?.Read() is not { } left) return;
        if (left != finished)
        {
            // Whoever can write in the state folder holds the city's keys; the switch asks for no more than that.
            var when = left.At > DateTimeOffset.MinValue ? $", on {PlanSteps.Moment(left.At)}" : "";
            await ReleaseAll(new Person(left.By, [Role.Administrator]), $"{left.Reason} (while no server answered{when})", stop).ConfigureAwait(false);
            finished = left;
        }

        if (brake.Unwritten) return;
        try
        {
            mark.Clear();
            finished = null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            Log.MarkStays(log, broken);
        }
    }

    public async Task<Verdict> Resume(Person by, string reason, CancellationToken stop)
    {
        var refused = !by.Roles.Contains(Role.Administrator) ? $"{by.Name} is not an administrator" : brake.Held ? null : "nothing is held back";
        if (refused is null) await brake.Resume(stop).ConfigureAwait(false);
        await book.Tell(city().Id, by.Name, "resume", city().Id.Value, refused is null ? reason : $"refused: {refused}", stop).ConfigureAwait(false);
        return refused is null ? new Verdict.Done(null, $"resumed by {by.Name}: {reason}") : new Verdict.Refused(refused);
    }
}
