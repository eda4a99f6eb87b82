using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Risk;

/// <summary>What one detector adds to the risk of an entity.</summary>
/// <param name="Points">As of the moment asked for, faded.</param>
/// <param name="Times">Findings since <paramref name="First"/>.</param>
/// <param name="Quiet">True where none of them would have been a reason to look up by itself.</param>
/// <param name="Severity">The highest of them.</param>
/// <param name="Meaning">The gravest of them.</param>
/// <param name="Techniques">Of the last one.</param>
/// <param name="First">Event time of the first one remembered, UTC.</param>
/// <param name="LastFinding">The newest by event time.</param>
/// <param name="Incident">The incident that it went into.</param>
public sealed record RiskReason(
    string Detector, string Title, double Points, long Times, bool Quiet, Severity Severity, Meaning Meaning, IReadOnlyList<string> Techniques,
    DateTimeOffset First, DateTimeOffset Last, FindingId LastFinding, IncidentId Incident);
