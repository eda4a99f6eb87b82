using Ward.Detect.Risk;
using Ward.Detect.Rules;

namespace Ward.Detect;

/// <summary>What detection has counted since its start; after a restart the events that are weighed again count again.</summary>
/// <param name="Events">Events weighed.</param>
/// <param name="Findings">Findings of rules, baselines and of risk that added up.</param>
/// <param name="Incidents">Incidents opened.</param>
/// <param name="Revisions">Incident revisions handed on, first ones among them.</param>
/// <param name="Folded">Findings that repeated what their incident had said.</param>
/// <param name="DetectorErrors">Events on which a rule engine or baseline threw; that detector skipped the event.</param>
/// <param name="Late">Events well behind the newest.</param>
/// <param name="WrongClock">Events judged by the time of receipt, since the line's own time could not be believed.</param>
/// <param name="Evicted">Entities forgotten, groups of correlations given up and incidents closed early to make room.</param>
/// <param name="Withheld">Alarms beyond the day's budget.</param>
/// <param name="Dropped">Findings, entities and evidence lines beyond an incident's bounds.</param>
/// <param name="Warming">Sign-ins of accounts without enough history to judge.</param>
/// <param name="SnapshotFailures">Snapshots that could not be written; a crash would repeat more.</param>
/// <param name="RestoresRefused">Snapshots that could not be taken back; detection began empty.</param>
/// <param name="NextOffset">First journal offset not yet weighed and handed on.</param>
/// <param name="SnapshotOffset">First journal offset that is not in the last snapshot: a restart begins there.</param>
public sealed record DetectionStatus(
    long Events, long Findings, long Incidents, long Revisions, long Folded, long DetectorErrors, long Late, long WrongClock, long Evicted,
    long Withheld, long Dropped, long Warming, long SnapshotFailures, long RestoresRefused, long NextOffset, long SnapshotOffset)
{
    /// <summary>The rule engine's own figures: hits, what correlations could not weigh, what they hold.</summary>
    public RuleEngineCounts Rules { get; init; } = RuleEngineCounts.None;

    /// <summary>Findings that filters over findings kept quiet: not joined, and of no weight for risk.</summary>
    public long Silenced { get; init; }

    /// <summary>What the risk book holds and gave up.</summary>
    public RiskCounts Risk { get; init; } = RiskCounts.None;
}
