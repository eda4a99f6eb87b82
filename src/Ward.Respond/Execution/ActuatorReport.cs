namespace Ward.Respond.Execution;

/// <summary>What came of a command.</summary>
public abstract record ActuatorReport
{
    private ActuatorReport() { }

    public sealed record Done(string Words) : ActuatorReport;

    /// <summary>The agent understood and refused, or the element could not do it; nothing is in force.</summary>
    public sealed record Refused(int Status, string Reason) : ActuatorReport;

    /// <summary>No answer in time, or a broken connection: it may or may not be in force.</summary>
    public sealed record Unknown(string Reason) : ActuatorReport;
}
