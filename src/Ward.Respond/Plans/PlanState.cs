namespace Ward.Respond.Plans;

/// <summary>Where a plan stands. The journal holds every transition before it is acted upon.</summary>
public enum PlanState
{
    /// <summary>Recorded only: what would have been done under an observe mandate.</summary>
    Shadowed,
    /// <summary>Shown only.</summary>
    Advised,
    /// <summary>Not allowed; the reason stands in the plan.</summary>
    Refused,
    /// <summary>Waits for approval.</summary>
    Proposed,
    /// <summary>A newer revision of the incident replaced it before approval.</summary>
    Superseded,
    /// <summary>Approval was not given in time.</summary>
    Lapsed,
    Rejected,
    /// <summary>May be carried out; inverse and lease are recorded, nothing has been sent.</summary>
    Approved,
    /// <summary>The lease is recorded and the commands are being sent.</summary>
    Leased,
    /// <summary>The elements say that it is in force.</summary>
    Applied,
    /// <summary>An independent sensor agrees.</summary>
    Verified,
    /// <summary>The lease ended as planned.</summary>
    Expired,
    /// <summary>Undone before its end, by a person or because the post-condition failed.</summary>
    RolledBack,
    /// <summary>Could not be carried out, and nothing of it is in force.</summary>
    Failed,
}
