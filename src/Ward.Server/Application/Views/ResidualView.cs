namespace Ward.Server.Application.Views;

/// <summary>The risk of one service before and after a plan, each 0..1.</summary>
public sealed record ResidualView(string Service, string ServiceName, double Before, double After, double Tolerated);
