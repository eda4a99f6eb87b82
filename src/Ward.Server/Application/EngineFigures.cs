using Ward.Detect.Indicators;
using Ward.Detect.Rules;

namespace Ward.Server.Application;

/// <summary>Figures of the engines, as of one look.</summary>
internal sealed record EngineFigures(RuleEngineCounts Rules, IReadOnlyList<CorrelationCounts> Correlations, LiveCosts Costs, IndicatorCounts Indicators);
