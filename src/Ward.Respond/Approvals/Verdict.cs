using Ward.Respond.Plans;

namespace Ward.Respond.Approvals;

/// <summary>The answer to a person's request.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>Done; the plan as it is now, or null where the request was about all plans.</summary>
    public sealed record Done(Plan? Plan, string Words) : Verdict;

    /// <summary>Recorded; more approvals are needed.</summary>
    public sealed record MoreNeeded(Plan Plan, int Missing) : Verdict;

    public sealed record Refused(string Reason) : Verdict;

    public sealed record NotFound(PlanId Plan) : Verdict;
}
