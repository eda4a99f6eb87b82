using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Execution;

/// <summary>Asks the independent sensor whether what the elements say is true, and rolls back where it is not.</summary>
internal sealed class Verification(PlanBook book, Hand hand, Ending ending, Brake brake, Schedule schedule, ResponseOptions options)
{
    public async Task Check(PlanId id, CancellationToken stop)
    {
        if (book.OpenOne(id) is not { State: PlanState.Applied or PlanState.Verified } plan) return;
        var entry = schedule.Of(id);
        entry.Verify = null;
        var asked = plan.Actions.Where(a => a.InForce()).ToList();

        // The sensor may watch for a while; a person who undoes must not wait for it.
        var seen = await Task.WhenAll(asked.Select(a => hand.Witness(a, stop))).ConfigureAwait(false);

        using var held = await book.Lock(plan.Prescription.Incident, stop).ConfigureAwait(false);
        if (book.OpenOne(id) is not { State: PlanState.Applied or PlanState.Verified } now || now.IsReleasing()
            || now.Until <= book.Now || !now.Actions.Where(a => a.InForce()).Select(a => a.Id).SequenceEqual(asked.Select(a => a.Id))) return;

        var words = string.Join("; ", seen.Select(t => t.Words).Distinct(StringComparer.Ordinal));
        if (seen.Any(t => t is Testimony.Broken))
        {
            var broken = string.Join("; ", seen.OfType<Testimony.Broken>().Select(t => t.Words).Distinct(StringComparer.Ordinal));
            await ending.End(now, "ward", $"the post-condition failed: {broken}", stop).ConfigureAwait(false);
            await brake.Count(stop).ConfigureAwait(false);
            return;
        }

        if (seen.Any(t => t is Testimony.Absent))
        {
            if (options.ActuatorUnsure == ActuatorUnsure.RollBack)
            {
                await ending.End(now, "ward", $"not verified, no sensor: {words}", stop).ConfigureAwait(false);
                return;
            }

            await Note(now, now.State, now, $"not verified: no sensor ({words}); kept, since its lease ends by itself").ConfigureAwait(false);
            AskAgain(entry);
            return;
        }

        var quiet = seen.Any(t => t is Testimony.Quiet);
        var verified = now.Change(a => a.InForce(), ActionState.Verified);
        await Note(now, PlanState.Verified, verified, quiet ? $"verified, but quiet: {words}" : $"verified: {words}").ConfigureAwait(false);
        if (quiet) AskAgain(entry);

        async Task Note(Plan before, PlanState state, Plan after, string reason)
        {
            if (before.State == state && before.History.Any(t => t.To == state && t.Reason == reason)) return;
            var noted = after.To(state, book.Now, "ward", reason);
            await book.After(noted, stop).ConfigureAwait(false);
            await book.Tell(noted, "ward", "verify", reason, stop).ConfigureAwait(false);
        }
    }

    private void AskAgain(Schedule.Entry entry)
    {
        if (entry.Rechecks++ < options.Rechecks) entry.Verify = book.Now + options.RecheckEvery;
    }
}
