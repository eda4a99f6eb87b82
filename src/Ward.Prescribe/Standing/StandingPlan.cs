using Ward.City;

namespace Ward.Prescribe.Standing;

/// <summary>The changes that lower what the city can expect to lose in a month most for what they cost, best first.</summary>
/// <param name="Before">Expected loss of a month as the city stands, in minutes of one person's work.</param>
/// <param name="After">With all of them, looked at by other code than that which chose.</param>
/// <param name="Changes">In the order in which they are to be done; may be empty.</param>
/// <param name="Risks">What is likeliest to be lost today and after, a row a service that loses anything, greatest first.</param>
/// <param name="Model">What is assumed and what the figures are about, in words.</param>
public sealed record StandingPlan(
    CityId City, string CityVersion, DateTimeOffset At, double Before, double After, double Cost, double Budget,
    IReadOnlyList<StandingChange> Changes, IReadOnlyList<ServiceRisk> Risks, string Model);
