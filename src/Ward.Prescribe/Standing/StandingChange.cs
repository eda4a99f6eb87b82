using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Standing;

/// <summary>One change for the better.</summary>
/// <param name="Lowers">By how much it lowers the expected loss of a month once those before it are done, in minutes of one person's work; 0 where it only does so together with the next.</param>
/// <param name="Cost">What it costs, in the same unit: work, and what services and sessions lose.</param>
/// <param name="Owner">Who is to do it.</param>
/// <param name="Due">By when.</param>
/// <param name="Words">What is to be done.</param>
/// <param name="Why">The reasons in plain words, one sentence a line.</param>
/// <param name="Undo">How it is taken back.</param>
public sealed record StandingChange(Measure Measure, double Lowers, double Cost, string Owner, DateTimeOffset Due, string Words, IReadOnlyList<string> Why, string Undo);
