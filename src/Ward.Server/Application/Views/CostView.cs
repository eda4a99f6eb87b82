namespace Ward.Server.Application.Views;

/// <summary>What a plan costs.</summary>
/// <param name="Total">Unit: the cost of one minute of one person's work.</param>
/// <param name="Labour">Minutes of work.</param>
/// <param name="People">Citizens whose service is degraded while it is in force.</param>
public sealed record CostView(double Total, double Labour, double Service, long People, string Words);
