namespace Ward.Respond.Plans;

/// <summary>That something of a plan is to end before its time.</summary>
/// <param name="By">'ward', or the person.</param>
public sealed record EndRequest(string By, string Reason);
