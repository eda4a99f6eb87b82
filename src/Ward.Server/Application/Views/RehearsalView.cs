namespace Ward.Server.Application.Views;

/// <summary>What the plan would have done to the conversations of the last days.</summary>
/// <param name="Days">How far back that is.</param>
/// <param name="Seen">Different conversations that were looked at.</param>
/// <param name="Cut">Of them, those that would not have taken place.</param>
/// <param name="Sessions">How often those took place.</param>
/// <param name="Critical">Cut ones that a critical service needs.</param>
/// <param name="Words">The same in a sentence.</param>
/// <param name="Flows">The cut ones in words, critical ones first, then the most frequent; at most 20.</param>
public sealed record RehearsalView(int Days, int Seen, int Cut, long Sessions, int Critical, string Words, IReadOnlyList<string> Flows);
