using Ward.City;
using Ward.Prescribe;
using Ward.Respond.Approvals;
using Ward.Respond.Plans;

namespace Ward.Respond;

/// <summary>The fifth chapter: carries prescriptions out, verifies them, and undoes them in time. Thread-safe.</summary>
public interface IRespond
{
    /// <summary>
    /// Returns once the plan is journalled as shadowed, advised, refused, waiting or in force.
    /// The same prescription twice is one plan; a newer revision supersedes a plan that still waits.
    /// </summary>
    /// <exception cref="IOException">The journal cannot be written: nothing is recorded and nothing sent. To be called again.</exception>
    Task<Outcome> CarryOut(Prescription prescription, CancellationToken stop);

    /// <summary>Every later change of state of any plan, from now on.</summary>
    IAsyncEnumerable<Outcome> Outcomes(CancellationToken stop);

    /// <summary>Approves exactly the plan with this hash. Requester is not approver.</summary>
    Task<Verdict> Approve(PlanId plan, string hash, Person by, CancellationToken stop);

    Task<Verdict> Reject(PlanId plan, Person by, string reason, CancellationToken stop);

    /// <summary>Ends the plan's leases now.</summary>
    Task<Verdict> Undo(PlanId plan, Person by, string reason, CancellationToken stop);

    /// <summary>A person has carried out a manual step of the plan; said by an analyst or approver.</summary>
    /// <param name="step">1 for the first.</param>
    Task<Verdict> StepDone(PlanId plan, int step, Person by, string note, CancellationToken stop);

    /// <summary>The kill switch: every lease at every element ends, and automatic action falls back to observe until a person resumes it.</summary>
    Task<Verdict> ReleaseAll(Person by, string reason, CancellationToken stop);

    /// <summary>Ends the fall-back to observe that the kill switch or the circuit breaker caused.</summary>
    Task<Verdict> Resume(Person by, string reason, CancellationToken stop);

    /// <summary>True while the kill switch or the circuit breaker holds automatic action back.</summary>
    bool HeldBack { get; }

    /// <summary>Plans as they stand, newest first; <see cref="Plan.Unwritten"/> says of which the journal holds an older state.</summary>
    Task<IReadOnlyList<Plan>> Plans(CityId city, int limit, CancellationToken stop);

    Task<Plan?> Find(PlanId plan, CancellationToken stop);
}
