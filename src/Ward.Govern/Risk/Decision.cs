namespace Ward.Govern.Risk;

/// <summary>What was decided about a risk, by whom and when.</summary>
/// <param name="InModel">True where the model's own risk tracking says so; false where it stands in the register alone.</param>
public sealed record Decision(RiskStatus Status, string? Justification, string? Ticket, DateOnly? Date, string? By, bool InModel)
{
    /// <summary>The last day on which an acceptance holds, or by which what is in progress is to be done; null where none was said.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who answers for it by this decision; null where whoever answers for the element does.</summary>
    public string? Owner { get; init; }

    public static Decision None { get; } = new(RiskStatus.Unchecked, null, null, null, null, false);

    /// <summary>Nobody has to do anything but review it.</summary>
    public bool IsSettled => Status is RiskStatus.Accepted or RiskStatus.Mitigated or RiskStatus.FalsePositive;
}
