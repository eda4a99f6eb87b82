using Ward.City;
using Ward.Govern.Mandates;
using Ward.Respond.Execution;
using Ward.Respond.Leases;
using Ward.Respond.Plans;
using Ward.Trust.Roles;

namespace Ward.Respond.Approvals;

/// <summary>Where persons decide on waiting plans. An approval binds to the exact plan, by a person who did not ask for it, and lapses.</summary>
internal sealed class ApprovalDesk(
    PlanBook book, Hand hand, Carrying carrying, Leasing leasing, Permissions permissions, Brake brake, Func<CityModel> city, ResponseOptions options)
{
    public async Task<Verdict> Approve(PlanId id, string hash, Person by, CancellationToken stop)
    {
        if (await book.Find(id, stop).ConfigureAwait(false) is not { } known) return new Verdict.NotFound(id);
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        var epoch = brake.Released;
        var plan = await book.Find(id, stop).ConfigureAwait(false) ?? known;
        if (NotAllowed(plan, by) is { } no) return await Refuse(plan, by, "approve", no, stop).ConfigureAwait(false);
        if (!string.Equals(plan.Prescription.Hash, hash, StringComparison.Ordinal))
            return await Refuse(plan, by, "approve", "the plan is not the one that was shown (its hash differs)", stop).ConfigureAwait(false);
        if (plan.ApprovedBy.Contains(by.Name, StringComparer.OrdinalIgnoreCase))
            return await Refuse(plan, by, "approve", "the same person cannot approve twice", stop).ConfigureAwait(false);
        if (brake.Held)
            return await Refuse(plan, by, "approve", "action is held back; an administrator must resume it first", stop).ConfigureAwait(false);
        if (Planner.Drift(city(), plan, hand.Reachable) is { } drift)
            return await Refuse(plan, by, "approve", drift, stop).ConfigureAwait(false);

        var approved = plan with { ApprovedBy = [.. plan.ApprovedBy, by.Name] };
        var (permission, reserved) = permissions.Ask(city(), plan.Prescription, new HashSet<string>(StringComparer.Ordinal), book.Now);
        leasing.Return(reserved);
        var (mandate, lease, needed, reason) = permission switch
        {
            Permission.Permitted p => (p.Mandate, p.Lease, plan.ApprovalsNeeded, p.Reason),
            Permission.NeedsApproval a => (a.Mandate, a.Lease, Math.Max(plan.ApprovalsNeeded, a.Approvers), a.Reason),
            _ => (default(MandateId?), TimeSpan.Zero, 0, permission.Reason),
        };
        if (mandate is null) return await Refuse(plan, by, "approve", $"the mandates no longer allow it: {reason}", stop).ConfigureAwait(false);

        approved = approved with { ApprovalsNeeded = needed, Mandate = mandate, RestsOn = permission.RestsOn };
        var missing = needed - approved.ApprovedBy.Count;
        if (missing > 0)
        {
            approved = approved.Noted(book.Now, by.Name, $"approved by {by.Name}, {missing} more needed");
            await book.Before([approved], stop).ConfigureAwait(false);
            await book.Tell(approved, by.Name, "approve", approved.History[^1].Reason, stop).ConfigureAwait(false);
            return new Verdict.MoreNeeded(approved, missing);
        }

        var leased = Leasing.Lease(approved, mandate.Value, lease, by.Name, $"approved by {string.Join(", ", approved.ApprovedBy)}", book.Now);
        await book.Before([leased], stop).ConfigureAwait(false);
        leasing.Spend(leased);
        var sending = carrying.Execute(leased, fresh: true, epoch, stop);
        await book.Tell(leased, by.Name, "approve", $"hash {hash}; {reason}", stop).ConfigureAwait(false);
        var done = await sending.ConfigureAwait(false);
        return new Verdict.Done(done, done.History[^1].Reason);
    }

    public async Task<Verdict> Reject(PlanId id, Person by, string reason, CancellationToken stop)
    {
        if (await book.Find(id, stop).ConfigureAwait(false) is not { } known) return new Verdict.NotFound(id);
        using var held = await book.Lock(known.Prescription.Incident, stop).ConfigureAwait(false);
        var plan = await book.Find(id, stop).ConfigureAwait(false) ?? known;
        if (NotAllowed(plan, by) is { } no) return await Refuse(plan, by, "reject", no, stop).ConfigureAwait(false);
        var rejected = plan.To(PlanState.Rejected, book.Now, by.Name, reason);
        await book.Before([rejected], stop).ConfigureAwait(false);
        await book.Tell(rejected, by.Name, "reject", reason, stop).ConfigureAwait(false);
        return new Verdict.Done(rejected, $"rejected by {by.Name}: {reason}");
    }

    public async Task<Verdict> Refuse(Plan plan, Person by, string act, string reason, CancellationToken stop)
    {
        await book.Tell(plan, by.Name, act, $"refused: {reason}", stop).ConfigureAwait(false);
        return new Verdict.Refused(reason);
    }

    private string? NotAllowed(Plan plan, Person by)
    {
        if (!by.Roles.Contains(Role.Approver)) return $"{by.Name} is not an approver";
        if (string.IsNullOrWhiteSpace(by.Name) || string.Equals(by.Name, Person.Ward.Name, StringComparison.OrdinalIgnoreCase)) return "a person must decide";
        if (string.Equals(by.Name, plan.RequestedBy, StringComparison.OrdinalIgnoreCase)) return "who asked for the plan cannot decide on it";
        if (plan.State != PlanState.Proposed) return $"the plan does not wait for a decision; it is {plan.State}";
        if (plan.LapsesAt(options.ApprovalLifetime) <= book.Now) return "the time for its approval is over";
        return null;
    }
}
