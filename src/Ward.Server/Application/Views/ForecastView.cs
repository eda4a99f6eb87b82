namespace Ward.Server.Application.Views;

/// <summary>Where the attack would go next.</summary>
public sealed record ForecastView(DateTimeOffset At, IReadOnlyList<FootholdView> Footholds, IReadOnlyList<PathView> Paths)
{
    /// <summary>Whether and when, by simulated attackers; null in records that were kept before there was one.</summary>
    public OutlookView? Outlook { get; init; }
}
