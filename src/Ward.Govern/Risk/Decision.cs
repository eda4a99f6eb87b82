namespace Ward.Govern.Risk;

/// <summary>What was decided about a risk, by whom and when.</summary>
/// <param name="InModel">True where the model's own risk tracking says so; false where it stands in the register alone.</param>
public sealed record Decision(RiskStatus Status, string? Justification, string? Ticket, DateOnly? Date, string? By, bool InModel)
{
    public static Decision None { get; } = new(RiskStatus.Unchecked, null, null, null, null, false);

    /// <summary>Nobody has to do anything but review it.</summary>
    public bool IsSettled => Status is RiskStatus.Accepted or RiskStatus.Mitigated or RiskStatus.FalsePositive;
}
