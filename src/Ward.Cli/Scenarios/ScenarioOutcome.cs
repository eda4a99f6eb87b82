namespace Ward.Cli.Scenarios;

/// <summary>What came of playing a scenario.</summary>
/// <param name="Incidents">A line each, in plain words; may quote hostile text.</param>
/// <param name="Plans">A line each.</param>
/// <param name="Misses">What was expected and did not happen, or happened and must not; empty where all is as expected.</param>
internal sealed record ScenarioOutcome(long Lines, IReadOnlyList<string> Incidents, IReadOnlyList<string> Plans, IReadOnlyList<string> Misses);
