namespace Ward.Detect.Incidents;

/// <summary>What the joiner counted since it was made.</summary>
/// <param name="Opened">Incidents opened.</param>
/// <param name="Revisions">Revisions handed on, the first ones among them.</param>
/// <param name="Folded">Repeats that changed nothing worth a new decision.</param>
/// <param name="ClosedEarly">Incidents closed inside their window to make room.</param>
/// <param name="Dropped">Findings, entities and evidence lines beyond an incident's bounds.</param>
public sealed record JoinCounts(long Opened, long Revisions, long Folded, long ClosedEarly, long Dropped);
