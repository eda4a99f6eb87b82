using Ward.Standards.Yaml;

namespace Ward.Scenarios;

/// <summary>What came of reading a scenario folder. All or nothing.</summary>
public abstract record ScenarioReading
{
    private ScenarioReading() { }

    public sealed record Read(Scenario Scenario) : ScenarioReading;

    /// <param name="Problems">Everything that is wrong in any of its files; at least one.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : ScenarioReading;
}
