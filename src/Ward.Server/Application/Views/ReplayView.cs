namespace Ward.Server.Application.Views;

/// <summary>A past decision, replayed.</summary>
/// <param name="Id">Of the prescription.</param>
/// <param name="CityVersion">The model of its moment.</param>
/// <param name="Ward">Which Ward chose; null where that was not kept.</param>
/// <param name="Measures">What was chosen.</param>
/// <param name="Status">nothingNeeded, optimal, feasible, infeasible or unfinished.</param>
/// <param name="Cost">In minutes of one person's work.</param>
/// <param name="Bound">No plan costs less, as it was proven then.</param>
/// <param name="Problem">Why it cannot be replayed on the model of its moment, or null.</param>
/// <param name="Moment">On the model of its moment, or null.</param>
/// <param name="Today">On today's model; null where that is still the same, or nothing can be replayed.</param>
public sealed record ReplayView(
    string Id, string Incident, int Revision, string CityVersion, DateTimeOffset At, string? Ward, IReadOnlyList<string> Measures, string Status, double Cost, double Bound, double Gap,
    string? Problem, ReplayedView? Moment, ReplayedView? Today);
