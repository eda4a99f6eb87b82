namespace Ward.Server.Application.Views;

/// <summary>What a person is to do.</summary>
/// <param name="Number">1 for the first; what "done" names.</param>
/// <param name="DoneBy">Who said that it is done, or null.</param>
public sealed record ManualStepView(int Number, string Words, string? DoneBy);
