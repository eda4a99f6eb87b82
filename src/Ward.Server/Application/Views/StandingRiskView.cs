namespace Ward.Server.Application.Views;

/// <summary>What one service can expect to lose in a month, in minutes of one person's work, today and after the changes.</summary>
/// <param name="Likeliest">How likely the likeliest way to it is, 0..1.</param>
/// <param name="Way">That way, in one plain sentence.</param>
public sealed record StandingRiskView(string Service, string ServiceName, double Before, double After, double Likeliest, string Way);
