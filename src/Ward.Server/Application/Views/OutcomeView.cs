namespace Ward.Server.Application.Views;

/// <summary>Where a plan stood after a step.</summary>
public sealed record OutcomeView(string Plan, int Revision, string State, string StateWords, DateTimeOffset At, string Words);
