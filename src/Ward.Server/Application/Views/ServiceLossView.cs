namespace Ward.Server.Application.Views;

/// <summary>What one service loses in a year, now and with the recommended changes.</summary>
/// <param name="Part">Its part of what the city loses now, 0..1.</param>
public sealed record ServiceLossView(string Service, string ServiceName, double Part, LossFigures Before, LossFigures After);
