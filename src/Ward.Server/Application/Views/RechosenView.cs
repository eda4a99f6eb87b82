namespace Ward.Server.Application.Views;

/// <summary>A choice that was made again.</summary>
/// <param name="Status">nothingNeeded, optimal, feasible, infeasible or unfinished.</param>
/// <param name="Hash">Of the plan; that of the recorded plan where it is the same.</param>
public sealed record RechosenView(IReadOnlyList<string> Measures, string Status, double Cost, double Bound, double Gap, string Hash);
