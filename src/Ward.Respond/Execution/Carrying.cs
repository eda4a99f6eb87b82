using System.Collections.Concurrent;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Execution;

/// <summary>Puts leased plans in force, all of a plan or nothing. Callers hold the incident's lock.</summary>
internal sealed class Carrying(PlanBook book, Hand hand, Brake brake, Ending ending, Schedule schedule)
{
    /// <summary>
    /// Sends what is recorded as sent and not yet confirmed: elements in parallel, in the plan's order within an element.
    /// The plan is already journalled as leased. Returns it as it stands afterwards.
    /// </summary>
    /// <param name="fresh">True where nothing of it can have been sent before, so that what is not sent now is surely not in force.</param>
    /// <param name="epoch"><see cref="Brake.Released"/> as it was before the plan was permitted.</param>
    public async Task<Plan> Execute(Plan plan, bool fresh, int epoch, CancellationToken stop)
    {
        var failed = 0;
        var results = new ConcurrentBag<LeasedAction>();
        var first = new ConcurrentBag<string>();

        await Task.WhenAll(plan.Actions
            .Where(a => a.State == ActionState.Sent)
            .GroupBy(a => a.Element)
            .Select(g => One([.. g]))).ConfigureAwait(false);

        var after = plan.Change(results);
        if (Broken()) first.Add("everything is being released");
        if (first.IsEmpty)
        {
            var words = $"in force until {PlanSteps.Moment(after.Until!.Value)}: {Words(after)}{Manual(after)}";
            var applied = after.To(PlanState.Applied, book.Now, "ward", words);
            await book.After(applied, stop).ConfigureAwait(false);
            await book.Tell(applied, "ward", "apply", words, stop).ConfigureAwait(false);
            schedule.Of(plan.Id).Verify = book.Now;
            return applied;
        }

        return await ending.End(after, "ward", $"could not be carried out: {string.Join("; ", first.Order(StringComparer.Ordinal))}", stop).ConfigureAwait(false);

        bool Broken() => brake.Released != epoch;

        async Task One(IReadOnlyList<LeasedAction> ofElement)
        {
            foreach (var action in ofElement)
            {
                if (Volatile.Read(ref failed) != 0)
                {
                    results.Add(action with { State = fresh ? ActionState.Planned : ActionState.Sent });
                    continue;
                }

                if (action.Until <= book.Now)
                {
                    results.Add(action with { State = fresh ? ActionState.Planned : ActionState.Sent });
                    Fail("its lease ended before it could be sent");
                    continue;
                }

                var report = await hand.Apply(action, Broken, stop).ConfigureAwait(false);
                switch (report)
                {
                    case ActuatorReport.Done done:
                        results.Add(action with { State = ActionState.Applied, Note = done.Words });
                        break;
                    case ActuatorReport.Refused no:
                        results.Add(action with { State = ActionState.Failed, Note = no.Reason });
                        Fail($"{action.Element} refused to {action.Measure.Words}: {no.Reason}");
                        break;
                    case ActuatorReport.Unknown unknown:
                        results.Add(action with { State = ActionState.Sent, Note = unknown.Reason });
                        Fail($"no certain answer of {action.Element} to {action.Measure.Words}: {unknown.Reason}");
                        break;
                    default:
                        throw new InvalidOperationException("unknown report");
                }
            }
        }

        void Fail(string reason)
        {
            Interlocked.Exchange(ref failed, 1);
            first.Add(reason);
        }
    }

    internal static string Words(Plan plan) => string.Join(", ", plan.Actions.Select(a => a.Measure.Words).Distinct(StringComparer.Ordinal));

    internal static string Manual(Plan plan) =>
        plan.ManualSteps.Count == 0 ? "" : $". A person must: {string.Join("; ", plan.ManualSteps.Select(s => s.Words))}";
}
