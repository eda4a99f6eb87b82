namespace Ward.Prescribe.Choices;

/// <summary>What is known of the best plan.</summary>
public enum ProofStatus
{
    /// <summary>No service is above what it tolerates.</summary>
    NothingNeeded,
    /// <summary>No cheaper plan does all that is asked for.</summary>
    Optimal,
    /// <summary>The plan does all that is asked for; a cheaper one may.</summary>
    Feasible,
    /// <summary>No plan does all that is asked for; this one does a part of it, or nothing.</summary>
    Infeasible,
    /// <summary>No plan that does all that is asked for was found in the time or work that there was; there may be one.</summary>
    Unfinished,
}
