namespace Ward.Server.Application.Views;

/// <summary>A plan's change of state.</summary>
public sealed record TransitionView(string To, DateTimeOffset At, string By, string Reason);
