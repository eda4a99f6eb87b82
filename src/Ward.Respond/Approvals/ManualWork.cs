using Ward.Respond.Plans;
using Ward.Trust.Roles;

namespace Ward.Respond.Approvals;

/// <summary>What persons say of the steps that no element carries out.</summary>
internal sealed class ManualWork(PlanBook book)
{
    /// <param name="step">1 for the plan's first manual step.</param>
    /// <param name="note">What was done, in the person's words.</param>
    public async Task<Verdict> Done(PlanId id, int step, Person by, string note, CancellationToken stop)
    {
        if (await book.Find(id, stop).ConfigureAwait(false) is not { } known) return new Verdict.NotFound(id);
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        var plan = await book.Find(id, stop).ConfigureAwait(false) ?? known;
        if (NotAllowed(plan, step, by) is { } no)
        {
            await book.Tell(plan, by.Name, "step-done", $"step {step} refused: {no}", stop).ConfigureAwait(false);
            return new Verdict.Refused(no);
        }

        var words = $"manual step {step} done by {by.Name}, {plan.ManualSteps[step - 1].Words}: {note}";
        var done = (plan with { ManualSteps = [.. plan.ManualSteps.Select((s, i) => i == step - 1 ? s with { DoneBy = by.Name } : s)] })
            .Noted(book.Now, by.Name, words);
        await book.Add(plan, done, stop).ConfigureAwait(false);
        await book.Tell(done, by.Name, "step-done", words, stop).ConfigureAwait(false);
        return new Verdict.Done(done, words);
    }

    private static string? NotAllowed(Plan plan, int step, Person by)
    {
        if (!by.Roles.Contains(Role.Analyst) && !by.Roles.Contains(Role.Approver)) return $"{by.Name} is neither analyst nor approver";
        if (string.IsNullOrWhiteSpace(by.Name) || string.Equals(by.Name, Person.Ward.Name, StringComparison.OrdinalIgnoreCase)) return "a person must say it";
        if (plan.State == PlanState.Proposed) return "the plan still waits for a decision";
        // What was never to be carried out leaves nobody anything to do; what has ended since may well have been done by hand.
        if (plan.State is PlanState.Shadowed or PlanState.Refused or PlanState.Superseded or PlanState.Lapsed or PlanState.Rejected)
            return $"nothing of the plan is to be done; it is {plan.State}";
        if (step < 1 || step > plan.ManualSteps.Count)
            return plan.ManualSteps.Count == 0 ? "the plan has no manual step" : $"the plan has manual steps 1 to {plan.ManualSteps.Count}";
        return plan.ManualSteps[step - 1].DoneBy is { } who ? $"it is done already, says {who}" : null;
    }
}
