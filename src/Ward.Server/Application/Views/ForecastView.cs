namespace Ward.Server.Application.Views;

/// <summary>Where the attack would go next.</summary>
public sealed record ForecastView(DateTimeOffset At, IReadOnlyList<FootholdView> Footholds, IReadOnlyList<PathView> Paths);
