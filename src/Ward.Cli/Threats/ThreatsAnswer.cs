using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Cli.Threats;

/// <summary>What was found in a model.</summary>
/// <param name="Changes">Against the register that was there; null where none was asked for.</param>
/// <param name="Stale">Tracking of the model that speaks about no risk.</param>
internal sealed record ThreatsAnswer(
    OpenedModel Opened, IReadOnlyList<Finding> Findings, IReadOnlyList<(KindAbout Kind, Facts Missing)> Silent, RiskRegister Register, IReadOnlyList<RegisterChange>? Changes, IReadOnlyList<TrackingRule> Stale, DateOnly Today);
