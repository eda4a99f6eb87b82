namespace Ward.Server.Application.Views;

/// <summary>Entities by risk, and how it is reckoned.</summary>
/// <param name="At">Event time as of which the points are, UTC.</param>
/// <param name="Threshold">Points from quiet findings at which an entity is told of.</param>
/// <param name="Loud">A finding of fewer points is quiet.</param>
/// <param name="HalfLifeHours">After so many hours without another finding a risk is half.</param>
/// <param name="RefractoryHours">An entity is told of at most once in so many hours.</param>
/// <param name="Entities">Entities remembered.</param>
/// <param name="Told">Findings made of risk since the start.</param>
/// <param name="Evicted">Entities given up for lack of room since the start.</param>
/// <param name="Highest">Most points first.</param>
public sealed record RiskBookView(
    DateTimeOffset At, double Threshold, double Loud, double HalfLifeHours, double RefractoryHours, int Entities, long Told, long Evicted, IReadOnlyList<RiskView> Highest);
