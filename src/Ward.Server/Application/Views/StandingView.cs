namespace Ward.Server.Application.Views;

/// <summary>The changes that lower the city's risk most. Losses and costs are in minutes of one person's work.</summary>
/// <param name="Ready">False until it was reckoned for the first time.</param>
/// <param name="At">When it was reckoned, UTC.</param>
/// <param name="Before">What the city can expect to lose in a month as it stands.</param>
/// <param name="After">With all of the changes.</param>
/// <param name="Cost">What they cost together, at most the budget.</param>
/// <param name="Changes">Best first.</param>
/// <param name="Risks">What each service can expect to lose, greatest first.</param>
/// <param name="Model">What is assumed, in words.</param>
public sealed record StandingView(
    bool Ready, string CityVersion, DateTimeOffset At, double Before, double After, double Cost, double Budget,
    IReadOnlyList<StandingChangeView> Changes, IReadOnlyList<StandingRiskView> Risks, string Model)
{
    /// <summary>Why it could not be reckoned anew, or null.</summary>
    public string? Problem { get; init; }

    internal static StandingView None { get; } = new(false, "", default, 0, 0, 0, 0, [], [], "");
}
