namespace Ward.Server.Application.Views;

/// <summary>Where the attacker is believed to be.</summary>
/// <param name="Belief">0..1.</param>
public sealed record FootholdView(EntityView Where, string Zone, string? Privilege, double Belief, string Because);
