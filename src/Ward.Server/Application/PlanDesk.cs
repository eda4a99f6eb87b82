using Ward.Respond;
using Ward.Respond.Approvals;
using Ward.Respond.Plans;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>Plans, and the decisions of people about them.</summary>
internal sealed class PlanDesk(Gate gate, CurrentCity city, IRespond respond)
{
    /// <summary>Most plans in one answer.</summary>
    public const int Most = 500;

    public const int LongestReason = 500;

    /// <summary>Newest first.</summary>
    public async Task<Answer<IReadOnlyList<PlanView>>> List(Caller who, int limit, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IReadOnlyList<PlanView>>.Denied(refusal);
        if (limit is < 1 or > Most) return new Answer<IReadOnlyList<PlanView>>.Invalid($"limit is 1 to {Most}.");
        return new Answer<IReadOnlyList<PlanView>>.Ok([.. (await respond.Plans(city().Id, limit, stop)).Select(city().Tell)]);
    }

    public async Task<Answer<PlanView>> Find(Caller who, string id, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<PlanView>.Denied(refusal);
        return await respond.Find(new PlanId(id), stop) is { } plan ? new Answer<PlanView>.Ok(city().Tell(plan)) : new Answer<PlanView>.NotFound("plan with this id");
    }

    /// <summary>Approves exactly what was shown: a plan that has changed since has another hash, and the answer is a conflict.</summary>
    public Task<Answer<DoneView>> Approve(Caller who, string id, string? hash, CancellationToken stop) =>
        Decide(who, Permission.Approve, hash, "hash", by => respond.Approve(new PlanId(id), hash!.Trim().ToLowerInvariant(), by, stop));

    public Task<Answer<DoneView>> Reject(Caller who, string id, string? reason, CancellationToken stop) =>
        Decide(who, Permission.Approve, reason, "reason", by => respond.Reject(new PlanId(id), by, reason!.Trim(), stop));

    public Task<Answer<DoneView>> Undo(Caller who, string id, string? reason, CancellationToken stop) =>
        Decide(who, Permission.Undo, reason, "reason", by => respond.Undo(new PlanId(id), by, reason!.Trim(), stop));

    /// <summary>A person has carried out a manual step.</summary>
    /// <param name="step">1 for the plan's first.</param>
    public Task<Answer<DoneView>> StepDone(Caller who, string id, int step, string? reason, CancellationToken stop) =>
        Decide(who, Permission.SayDone, reason, "reason", by => respond.StepDone(new PlanId(id), step, by, reason!.Trim(), stop));

    /// <summary>The kill switch.</summary>
    public Task<Answer<DoneView>> ReleaseAll(Caller who, string? reason, CancellationToken stop) =>
        Decide(who, Permission.ReleaseAll, reason, "reason", by => respond.ReleaseAll(by, reason!.Trim(), stop));

    public Task<Answer<DoneView>> Resume(Caller who, string? reason, CancellationToken stop) =>
        Decide(who, Permission.Resume, reason, "reason", by => respond.Resume(by, reason!.Trim(), stop));

    private async Task<Answer<DoneView>> Decide(Caller who, Permission permission, string? given, string what, Func<Person, Task<Verdict>> decide)
    {
        if (await gate.Refuses(who, permission) is { } refusal) return new Answer<DoneView>.Denied(refusal);
        if (string.IsNullOrWhiteSpace(given)) return new Answer<DoneView>.Invalid($"{what} is required.");
        if (given.Length > LongestReason) return new Answer<DoneView>.Invalid($"{what} is at most {LongestReason} characters.");
        return await decide(new Person(who.Name, who.Roles)) switch
        {
            Verdict.Done done => new Answer<DoneView>.Ok(new DoneView(done.Words, 0, done.Plan is null ? null : city().Tell(done.Plan))),
            Verdict.MoreNeeded more => new Answer<DoneView>.Ok(new DoneView(
                $"Your approval is recorded; {more.Missing} more {(more.Missing == 1 ? "is" : "are")} needed.", more.Missing, city().Tell(more.Plan))),
            Verdict.Refused refused => new Answer<DoneView>.Conflict(refused.Reason),
            Verdict.NotFound => new Answer<DoneView>.NotFound("plan with this id"),
            var other => throw new InvalidOperationException($"unknown verdict {other.GetType().Name}"),
        };
    }
}
