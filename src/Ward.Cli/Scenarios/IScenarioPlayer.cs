using Ward.Scenarios;

namespace Ward.Cli.Scenarios;

/// <summary>Plays a recorded day through the whole house, with a clock of its own and no element behind it.</summary>
internal interface IScenarioPlayer
{
    Task<ScenarioOutcome> Play(Scenario scenario, CancellationToken stop);
}
