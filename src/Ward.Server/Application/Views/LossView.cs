namespace Ward.Server.Application.Views;

/// <summary>What the city can expect to lose in a year. Money in the unit of its file.</summary>
/// <param name="Ready">False until it was reckoned for the first time.</param>
/// <param name="At">When it was reckoned, UTC.</param>
/// <param name="Changes">How many changes are recommended, with which <paramref name="After"/> is.</param>
/// <param name="Before">As the city stands.</param>
/// <param name="After">With all of the changes.</param>
/// <param name="Services">The greatest part first.</param>
/// <param name="Curve">How often it is more: by the share of years, descending.</param>
/// <param name="Assumptions">What it rests on besides the city's file, a sentence each.</param>
public sealed record LossView(
    bool Ready, string CityVersion, DateTimeOffset At, int Changes, LossFigures Before, LossFigures After, IReadOnlyList<ServiceLossView> Services, IReadOnlyList<ExceededView> Curve, IReadOnlyList<string> Assumptions)
{
    /// <summary>Why it could not be reckoned anew, or null.</summary>
    public string? Problem { get; init; }

    internal static LossView None { get; } = new(false, "", default, 0, new(0, 0, 0, 0, 0, 0, 0, 0, 0), new(0, 0, 0, 0, 0, 0, 0, 0, 0), [], [], []);
}
