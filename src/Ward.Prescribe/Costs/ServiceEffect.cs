using Ward.City;

namespace Ward.Prescribe.Costs;

/// <summary>What one service loses under a plan.</summary>
/// <param name="Remaining">Share of the service that keeps running, 0..1; never below its floor.</param>
public sealed record ServiceEffect(ServiceId Service, double Remaining, long Citizens, string Words);
