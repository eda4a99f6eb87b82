namespace Ward.Server.Application.Agents;

/// <summary>What came of an enrolment.</summary>
public abstract record EnrolmentResult
{
    private EnrolmentResult() { }

    public sealed record Enrolled(EnrolledAgent Agent) : EnrolmentResult;

    /// <summary>Wrong code, wrong element, or nobody answers; nothing was kept.</summary>
    public sealed record Refused(string Reason) : EnrolmentResult;
}
