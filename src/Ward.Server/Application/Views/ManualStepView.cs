namespace Ward.Server.Application.Views;

/// <summary>What a person is to do.</summary>
/// <param name="Number">1 for the first; what "done" names.</param>
/// <param name="DoneBy">Who said that it is done, or null.</param>
/// <param name="Owner">Who is asked to do it, or null.</param>
/// <param name="Due">By when, or null.</param>
/// <param name="InForce">True where the city's own sources show it done, false where they show that it is not, null where none of them can tell.</param>
public sealed record ManualStepView(int Number, string Words, string? DoneBy, string? Owner, DateTimeOffset? Due, bool? InForce);
