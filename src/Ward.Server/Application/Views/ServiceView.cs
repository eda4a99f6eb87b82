namespace Ward.Server.Application.Views;

/// <param name="Floor">Least share that any prescription must leave running, 0..1.</param>
/// <param name="Tolerated">Probability of compromise that the city accepts, 0..1.</param>
public sealed record ServiceView(string Id, string Name, long Citizens, double Floor, double Tolerated, string? ManualFallback);
