using Ward.Govern.ThreatModel;

namespace Ward.Govern.Risk;

/// <summary>The names under which files and tables know the values.</summary>
public static class RiskWords
{
    public static IReadOnlyDictionary<string, RiskStatus> Statuses { get; } = new Dictionary<string, RiskStatus>(StringComparer.Ordinal)
    {
        ["unchecked"] = RiskStatus.Unchecked, ["in-discussion"] = RiskStatus.InDiscussion, ["accepted"] = RiskStatus.Accepted,
        ["in-progress"] = RiskStatus.InProgress, ["mitigated"] = RiskStatus.Mitigated, ["false-positive"] = RiskStatus.FalsePositive,
    };

    public static IReadOnlyDictionary<string, Severity> Severities { get; } = new Dictionary<string, Severity>(StringComparer.Ordinal)
    {
        ["low"] = Severity.Low, ["medium"] = Severity.Medium, ["elevated"] = Severity.Elevated, ["high"] = Severity.High, ["critical"] = Severity.Critical,
    };

    public static string Of(RiskStatus status) => Statuses.Single(s => s.Value == status).Key;

    public static string Of(Severity severity) => Severities.Single(s => s.Value == severity).Key;
}
