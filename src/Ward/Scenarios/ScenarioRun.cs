using Ward.Learn.AfterAction;
using Ward.Respond.Plans;

namespace Ward.Scenarios;

/// <summary>What came of playing a scenario.</summary>
/// <param name="Records">Oldest first, each at its last revision.</param>
/// <param name="Plans">Oldest first.</param>
/// <param name="Actions">Actions that were put in force at the rehearsed elements.</param>
/// <param name="Misses">What was expected and did not happen, or happened and must not; empty where all is as expected.</param>
public sealed record ScenarioRun(long Lines, IReadOnlyList<AfterActionRecord> Records, IReadOnlyList<Plan> Plans, long Actions, IReadOnlyList<string> Misses);
