namespace Ward.Server.Application.Views;

/// <summary>Why a finding belongs to its incident.</summary>
/// <param name="Reason">opened, sharedSource, conqueredHost, sameAttempt or neighbour.</param>
/// <param name="By">What both have in common; of a step over a flow where it came from and what it reached.</param>
/// <param name="Flow">The flow of the city, or null.</param>
public sealed record JoinedView(string Reason, string Words, IReadOnlyList<EntityView> By, string? Flow);
