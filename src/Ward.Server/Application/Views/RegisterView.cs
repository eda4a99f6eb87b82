namespace Ward.Server.Application.Views;

/// <summary>The risk register of the living city.</summary>
/// <param name="Ready">False until it was reckoned for the first time.</param>
/// <param name="CityVersion">Of the city that it is about; "" until this process has looked.</param>
/// <param name="At">When it was last reckoned, UTC; null until this process has looked.</param>
/// <param name="Total">Risks found now.</param>
/// <param name="Severities">Gravest first.</param>
/// <param name="Overdue">Whose review or due date is over.</param>
/// <param name="Settled">Accepted, or no risk at all.</param>
/// <param name="Gone">Decided about, and no longer found.</param>
/// <param name="Matching">How many the question fits; <paramref name="Risks"/> may hold fewer.</param>
/// <param name="Risks">Gravest first.</param>
/// <param name="Problem">Why it cannot be kept or reckoned anew, or null.</param>
public sealed record RegisterView(
    bool Ready, string CityVersion, DateTimeOffset? At, int Total, IReadOnlyList<SeverityCountView> Severities, int Overdue, int Settled, int Gone, int Matching,
    IReadOnlyList<RegisteredRiskView> Risks, string? Problem);
