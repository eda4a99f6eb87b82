namespace Ward.Server.Application.Views;

/// <summary>What one service loses under a plan.</summary>
/// <param name="Remaining">Share that keeps running, 0..1.</param>
public sealed record EffectView(string Service, string ServiceName, double Remaining, long Citizens, string Words);
