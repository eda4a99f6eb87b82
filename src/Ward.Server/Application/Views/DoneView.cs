namespace Ward.Server.Application.Views;

/// <summary>What was done, in words.</summary>
/// <param name="Missing">How many approvals are still needed.</param>
public sealed record DoneView(string Words, int Missing, PlanView? Plan);
