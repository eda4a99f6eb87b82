namespace Ward.Server.Application.Views;

/// <summary>One change of the risk register.</summary>
/// <param name="Change">new, graver, widened (it rests on a new ground), milder, decided or gone.</param>
/// <param name="Id">Of the risk; "" where it stands for the other changes of one reckoning.</param>
/// <param name="Before">Severity before, or null for a new risk.</param>
/// <param name="After">Severity after, or null for one that is gone.</param>
/// <param name="Why">What had to do with it, one sentence each; never empty.</param>
public sealed record RegisterChangeView(DateTimeOffset At, string CityVersion, string Change, string Id, string Title, string? Before, string? After, IReadOnlyList<string> Why);
