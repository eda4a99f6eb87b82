namespace Ward.Respond.Dialogue;

/// <summary>What came of an enrolment.</summary>
public abstract record EnrolmentResult
{
    private EnrolmentResult() { }

    public sealed record Enrolled(AgentRecord Agent) : EnrolmentResult;

    /// <summary>Nothing was registered.</summary>
    public sealed record Refused(string Reason) : EnrolmentResult;
}
