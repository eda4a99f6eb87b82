namespace Ward.Server.Application.Views;

/// <summary>A point of the loss exceedance curves: such a share of the years (0..1) loses so much or more, now and with the recommended changes.</summary>
public sealed record ExceededView(double Share, double Before, double After);
