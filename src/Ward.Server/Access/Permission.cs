namespace Ward.Server.Access;

/// <summary>What a person or a token may be allowed to do; the rows of the table in docs/reference/api.md.</summary>
public enum Permission
{
    /// <summary>See the city, feeds, incidents, plans and agents.</summary>
    See,

    /// <summary>Judge an incident true, false or benign.</summary>
    Judge,

    /// <summary>Approve or reject a plan.</summary>
    Approve,

    /// <summary>End a plan's leases before their time.</summary>
    Undo,

    /// <summary>Say that a manual step of a plan, or a standing recommendation, was done.</summary>
    SayDone,

    /// <summary>The kill switch: end everything that is in force.</summary>
    ReleaseAll,

    /// <summary>Let automatic action begin again after the kill switch or the circuit breaker.</summary>
    Resume,

    /// <summary>Read the transitions of plans.</summary>
    ReadJournal,

    /// <summary>Read the audit trail: who signed in, who did what.</summary>
    ReadAudit,

    /// <summary>Enrol agents.</summary>
    ManageAgents,

    /// <summary>Invite, change and disable users.</summary>
    ManageUsers,

    /// <summary>Make and revoke tokens.</summary>
    ManageTokens,

    /// <summary>Search the stored events and their lines.</summary>
    Search,

    /// <summary>Say which decoder reads a feed, and which threat feeds are watched for.</summary>
    ChangeFeeds,

    /// <summary>Take stored events away as a file.</summary>
    Export,

    /// <summary>Begin, stop and remove hunts over stored history.</summary>
    Hunt,

    /// <summary>Preview, make and remove filters of rules.</summary>
    Tune,

    /// <summary>Accept, assign and dismiss risks of the register and standing recommendations.</summary>
    DecideRisk,

    /// <summary>Post log lines to a feed; tokens alone have it.</summary>
    Ingest,
}
