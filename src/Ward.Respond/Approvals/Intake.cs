using Ward.City;
using Ward.Govern.Mandates;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Respond.Execution;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Approvals;

/// <summary>From a prescription to a plan that is recorded, waiting or in force.</summary>
internal sealed class Intake(PlanBook book, Hand hand, Carrying carrying, Leasing leasing, Permissions permissions, Brake brake, Func<CityModel> city, ResponseOptions options)
{
    /// <summary>The caller holds the incident's lock and knows that there is no such plan yet.</summary>
    /// <exception cref="IOException">The journal cannot be written: nothing was recorded and nothing sent.</exception>
    public async Task<Plan> Take(Prescription prescription, CancellationToken stop)
    {
        // Taken before anything is decided: a kill switch after this moment stops what was decided before it.
        var epoch = brake.Released;
        var now = book.Now;
        var model = city();
        var ofIncident = await book.OfIncident(prescription.City, prescription.Incident, stop).ConfigureAwait(false);
        var (plan, refused) = Planner.Draft(model, prescription, hand.Reachable, now);

        if (ofIncident.FirstOrDefault(p => p.Prescription.Revision > prescription.Revision) is { } newer)
            return await Record(plan.To(PlanState.Superseded, now, "ward", $"plan {newer.Id} of a newer revision is already there"), [], stop).ConfigureAwait(false);

        // Told again without a new finding, the same plan of the same city goes on waiting, with the approvals that it has.
        if (ofIncident.FirstOrDefault(p => p.State == PlanState.Proposed && p.Prescription is var before && before.Revision == prescription.Revision && before.Hash == prescription.Hash && before.CityVersion == prescription.CityVersion) is { } waiting)
            return waiting;

        // A plan that still waits is about an older picture of the incident, whatever becomes of this one.
        List<Plan> superseded =
        [
            .. ofIncident.Where(p => p.State == PlanState.Proposed)
                .Select(p => p.To(PlanState.Superseded, now, "ward", $"plan {plan.Id} of revision {prescription.Revision} replaced it")),
        ];
        if (refused is not null) return await Record(plan.To(PlanState.Refused, now, "ward", refused), superseded, stop).ConfigureAwait(false);
        if (prescription.Measures.Count == 0) return await Record(plan.To(PlanState.Advised, now, "ward", NothingToDo(prescription)), superseded, stop).ConfigureAwait(false);

        var inForce = Leasing.InForce(ofIncident, now);
        var held = plan.Actions.Where(a => inForce.ContainsKey(Leasing.Key(a))).Select(a => a.Measure.Key).ToHashSet(StringComparer.Ordinal);
        var (permission, reserved) = permissions.Ask(model, prescription, held, now);
        try
        {
            permission = Careful(permission, model, prescription, plan, ofIncident);
            if (permission is not Permission.Permitted)
            {
                leasing.Return(reserved);
                reserved = [];
            }

            plan = plan with { RestsOn = permission.RestsOn, NewTargets = plan.Actions.Select(a => a.Measure.Key).Distinct(StringComparer.Ordinal).Count(k => !held.Contains(k)) };
            return permission switch
            {
                Permission.Permitted p => await Act(plan, p, inForce, superseded, epoch, now, stop).ConfigureAwait(false),
                Permission.NeedsApproval a => await Ask(plan, a, inForce, superseded, now, stop).ConfigureAwait(false),
                Permission.Advised a => await Record((plan with { Mandate = a.Mandate }).To(PlanState.Advised, now, "ward", a.Reason), superseded, stop).ConfigureAwait(false),
                Permission.Observed o => await Record((plan with { Mandate = o.Mandate }).To(PlanState.Shadowed, now, "ward", o.Reason), superseded, stop).ConfigureAwait(false),
                _ => await Record(plan.To(PlanState.Refused, now, "ward", permission.Reason), superseded, stop).ConfigureAwait(false),
            };
        }
        catch (IOException)
        {
            leasing.Return(reserved);
            throw;
        }
    }

    private async Task<Plan> Act(
        Plan plan, Permission.Permitted permitted, IReadOnlyDictionary<string, (PlanId Plan, DateTimeOffset Until)> inForce,
        List<Plan> superseded, int epoch, DateTimeOffset now, CancellationToken stop)
    {
        plan = plan with { Mandate = permitted.Mandate };
        if (Covered(plan, inForce, permitted.Lease, now) is { } covered) return await Record(plan.To(PlanState.Advised, now, "ward", covered), superseded, stop).ConfigureAwait(false);
        if (plan.Actions.Count == 0) return await Record(plan.To(PlanState.Advised, now, "ward", $"{permitted.Reason}{Carrying.Manual(plan)}"), superseded, stop).ConfigureAwait(false);

        // What an earlier revision holds for long enough stays with it; what would end soon is renewed, the rest is new.
        var missing = plan with { Actions = [.. plan.Actions.Where(a => !Lasts(a, inForce, permitted.Lease, now))] };
        var leased = Leasing.Lease(missing, permitted.Mandate, permitted.Lease, "ward", permitted.Reason, now);
        await book.Before([.. superseded, leased], stop).ConfigureAwait(false);
        var sending = carrying.Execute(leased, fresh: true, epoch, stop);
        await book.Tell(leased, "ward", "carry-out", $"{permitted.Reason}; {leased.History[^1].Reason}", stop).ConfigureAwait(false);
        return await sending.ConfigureAwait(false);
    }

    private async Task<Plan> Ask(
        Plan plan, Permission.NeedsApproval ask, IReadOnlyDictionary<string, (PlanId Plan, DateTimeOffset Until)> inForce,
        List<Plan> superseded, DateTimeOffset now, CancellationToken stop)
    {
        plan = plan with { Mandate = ask.Mandate, ApprovalsNeeded = Math.Max(1, ask.Approvers) };
        if (Covered(plan, inForce, ask.Lease, now) is { } covered) return await Record(plan.To(PlanState.Advised, now, "ward", covered), superseded, stop).ConfigureAwait(false);
        return plan.Actions.Count == 0
            ? await Record(plan.To(PlanState.Advised, now, "ward", $"{ask.Reason}{Carrying.Manual(plan)}"), superseded, stop).ConfigureAwait(false)
            : await Record((plan with { Lapses = now + options.ApprovalLifetime }).To(PlanState.Proposed, now, "ward", ask.Reason), superseded, stop).ConfigureAwait(false);
    }

    private async Task<Plan> Record(Plan plan, List<Plan> superseded, CancellationToken stop)
    {
        await book.Before([.. superseded, plan], stop).ConfigureAwait(false);
        await book.Tell(plan, "ward", "carry-out", $"{plan.State}: {plan.History[^1].Reason}", stop).ConfigureAwait(false);
        return plan;
    }

    /// <summary>'Act' becomes 'ask' where the picture has moved, or where the same was undone before.</summary>
    private static Permission Careful(Permission permission, CityModel model, Prescription prescription, Plan plan, IReadOnlyList<Plan> ofIncident)
    {
        if (permission is not Permission.Permitted permitted) return permission;
        if (prescription.CityVersion != model.Version)
            return new Permission.NeedsApproval(permitted.Mandate, permitted.Lease, 1, "the city model changed while this was decided; a person looks at it first") { RestsOn = permitted.RestsOn };
        var undone = ofIncident.Where(p => p.State == PlanState.RolledBack || p.IsReleasing())
            .SelectMany(p => p.Actions).Select(Leasing.Key).ToHashSet(StringComparer.Ordinal);
        // Nothing new was found since: what ended then, or was rejected, does not come back by itself because the city is another.
        var over = ofIncident.Where(p => p.Prescription.Revision == prescription.Revision && p.State is PlanState.Expired or PlanState.Rejected or PlanState.Lapsed)
            .SelectMany(p => p.Actions).Select(Leasing.Key).ToHashSet(StringComparer.Ordinal);
        if (plan.Actions.FirstOrDefault(a => over.Contains(Leasing.Key(a))) is { } past)
            return new Permission.NeedsApproval(permitted.Mandate, permitted.Lease, 1, $"'{past.Measure.Words}' ended or was rejected for the same findings before; a person decides whether it is done again") { RestsOn = permitted.RestsOn };
        return plan.Actions.FirstOrDefault(a => undone.Contains(Leasing.Key(a))) is { } again
            ? new Permission.NeedsApproval(permitted.Mandate, permitted.Lease, 1, $"'{again.Measure.Words}' was undone for this incident before; a person decides whether it is done again") { RestsOn = permitted.RestsOn }
            : permission;
    }

    private static bool Lasts(LeasedAction action, IReadOnlyDictionary<string, (PlanId Plan, DateTimeOffset Until)> inForce, TimeSpan lease, DateTimeOffset now) =>
        inForce.TryGetValue(Leasing.Key(action), out var by) && by.Until - now >= lease / 2;

    private static string? Covered(Plan plan, IReadOnlyDictionary<string, (PlanId Plan, DateTimeOffset Until)> inForce, TimeSpan lease, DateTimeOffset now)
    {
        if (plan.Actions.Count == 0 || !plan.Actions.All(a => Lasts(a, inForce, lease, now))) return null;
        var by = plan.Actions.Select(a => inForce[Leasing.Key(a)]).DistinctBy(x => x.Plan);
        return $"nothing to add: already in force under {string.Join(", ", by.Select(x => $"plan {x.Plan} until {PlanSteps.Moment(x.Until)}"))}{Carrying.Manual(plan)}";
    }

    private static string NothingToDo(Prescription prescription) => prescription.Proof.Status switch
    {
        ProofStatus.Infeasible => $"nothing can be done: {string.Join("; ", prescription.Proof.Conflicts)}",
        ProofStatus.Unfinished => $"no plan for everything was found in the time, though there may be one: {string.Join("; ", prescription.Proof.Conflicts)}",
        _ => "nothing to do",
    };
}
