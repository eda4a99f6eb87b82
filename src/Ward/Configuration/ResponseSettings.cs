namespace Ward.Configuration;

/// <param name="ApprovalLifetime">After which a plan that nobody approved lapses; 1 minute to 7 days.</param>
/// <param name="DefaultLease">How long a change lasts where no mandate says so; 10 seconds to 24 hours.</param>
public sealed record ResponseSettings(TimeSpan ApprovalLifetime, TimeSpan DefaultLease)
{
    /// <summary>How long the choice in an incident may search, 1 to 60 s. Default 5 s.</summary>
    public TimeSpan ChoiceDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>30 minutes to approve, 15 minutes in force.</summary>
    public static ResponseSettings Default { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(15));
}
