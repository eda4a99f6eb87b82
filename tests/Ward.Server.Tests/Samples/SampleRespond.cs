using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ward.City;
using Ward.Prescribe;
using Ward.Respond;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;
using Ward.Respond.Plans;

namespace Ward.Server.Tests.Samples;

/// <summary>Plans in memory: decides as the real chapter promises to, touches nothing.</summary>
internal sealed class SampleRespond(TimeProvider time, SampleLearn learn, params Plan[] start) : IRespond, IActuators
{
    private readonly Lock gate = new();
    private readonly List<Plan> plans = [.. start];
    private readonly List<ChannelWriter<Outcome>> listeners = [];

    public bool HeldBack { get; private set; }

    public List<string> Calls { get; } = [];

    public IReadOnlyList<ElementId> Reachable { get; } = [new ElementId("fw-edge")];

    public Task<Outcome> CarryOut(Prescription prescription, CancellationToken stop) => throw new NotSupportedException();

    public async IAsyncEnumerable<Outcome> Outcomes([EnumeratorCancellation] CancellationToken stop)
    {
        var channel = Channel.CreateBounded<Outcome>(100);
        lock (gate) listeners.Add(channel.Writer);
        await foreach (var outcome in channel.Reader.ReadAllAsync(stop)) yield return outcome;
    }

    public Task<Verdict> Approve(PlanId plan, string hash, Person by, CancellationToken stop) => Move(plan, by, PlanState.Proposed, p =>
        p.Prescription.Hash != hash ? new Verdict.Refused("The plan has changed since it was shown.")
        : p.RequestedBy == by.Name ? new Verdict.Refused("Who asks cannot approve.")
        : Become(p with { ApprovedBy = [.. p.ApprovedBy, by.Name], Until = time.GetUtcNow().AddMinutes(30) }, PlanState.Verified, by, "approved and verified"));

    public Task<Verdict> Reject(PlanId plan, Person by, string reason, CancellationToken stop) => Move(plan, by, PlanState.Proposed, p => Become(p, PlanState.Rejected, by, reason));

    public Task<Verdict> Undo(PlanId plan, Person by, string reason, CancellationToken stop) => Move(plan, by, PlanState.Verified, p => Become(p, PlanState.RolledBack, by, reason));

    public Task<Verdict> StepDone(PlanId plan, int step, Person by, string note, CancellationToken stop)
    {
        Calls.Add($"step {step} of {plan} {by.Name}: {note}");
        lock (gate)
        {
            return Task.FromResult<Verdict>(plans.Find(p => p.Id == plan) switch
            {
                null => new Verdict.NotFound(plan),
                { } p when step < 1 || step > p.ManualSteps.Count => new Verdict.Refused("There is no such step."),
                var p => Become(p with { ManualSteps = [.. p.ManualSteps.Select((s, i) => i == step - 1 ? s with { DoneBy = by.Name } : s)] }, p.State, by, note),
            });
        }
    }

    public Task<Verdict> ReleaseAll(Person by, string reason, CancellationToken stop)
    {
        Calls.Add($"release-all {by.Name}: {reason}");
        HeldBack = true;
        foreach (var plan in plans.Where(p => p.State == PlanState.Verified).ToList()) Become(plan, PlanState.RolledBack, by, reason);
        return Task.FromResult<Verdict>(new Verdict.Done(null, "Everything is released."));
    }

    public Task<Verdict> Resume(Person by, string reason, CancellationToken stop)
    {
        Calls.Add($"resume {by.Name}: {reason}");
        HeldBack = false;
        return Task.FromResult<Verdict>(new Verdict.Done(null, "Automatic action goes on."));
    }

    public Task<IReadOnlyList<Plan>> Plans(CityId city, int limit, CancellationToken stop)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<Plan>>([.. plans.OrderByDescending(p => p.Created).Take(limit)]);
    }

    public Task<Plan?> Find(PlanId plan, CancellationToken stop)
    {
        lock (gate) return Task.FromResult(plans.Find(p => p.Id == plan));
    }

    public Task<IReadOnlyList<HeldLease>?> Held(ElementId element, CancellationToken stop)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<HeldLease>?>(
                [.. plans.Where(p => p.State == PlanState.Verified).SelectMany(p => p.Actions).Where(a => a.Element == element).Select(a => new HeldLease(a.Id, a.Until))]);
    }

    public Task<ActuatorReport> Apply(LeasedAction action, CancellationToken stop) => throw new NotSupportedException();

    public Task<ActuatorReport> Release(ElementId element, ActionId action, CancellationToken stop) => throw new NotSupportedException();

    public Task<ActuatorReport> ReleaseAll(ElementId element, CancellationToken stop) => throw new NotSupportedException();

    public Task<Testimony> Witness(LeasedAction action, CancellationToken stop) => throw new NotSupportedException();

    private Task<Verdict> Move(PlanId id, Person by, PlanState from, Func<Plan, Verdict> move)
    {
        Calls.Add($"{from} {id} {by.Name}");
        lock (gate)
        {
            return Task.FromResult(plans.Find(p => p.Id == id) switch
            {
                null => new Verdict.NotFound(id),
                { } plan when plan.State != from => new Verdict.Refused($"The plan is {plan.State}."),
                var plan => move(plan),
            });
        }
    }

    private Verdict.Done Become(Plan plan, PlanState state, Person by, string reason)
    {
        var next = plan with { State = state, History = [.. plan.History, new Transition(state, time.GetUtcNow(), by.Name, reason)] };
        plans[plans.FindIndex(p => p.Id == plan.Id)] = next;
        var outcome = new Outcome(plan.Prescription.City, plan.Prescription.Incident, plan.Prescription.Revision, plan.Id, state, time.GetUtcNow(), reason);
        learn.Add(outcome);
        foreach (var listener in listeners) listener.TryWrite(outcome);
        return new Verdict.Done(next, $"Done: {reason}.");
    }
}
