namespace Ward.Server.Application.Views;

/// <summary>What a person is to do.</summary>
public sealed record ManualStepView(string Words, string? DoneBy);
