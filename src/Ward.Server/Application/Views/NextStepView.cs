namespace Ward.Server.Application.Views;

/// <summary>What the attacker would gain next.</summary>
/// <param name="Asset">Where he gains it, or null where a service stops.</param>
/// <param name="Probability">That it comes before anything else, 0..1.</param>
/// <param name="Hours">On average, where it does.</param>
public sealed record NextStepView(string? Asset, string? Service, string Technique, double Probability, double Hours, string? Account, string Words);
