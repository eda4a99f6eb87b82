using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>Findings about the same entities, told as one story (OCSF incident_finding, 2005).</summary>
/// <param name="Revision">1, 2, 3 …; a newer one supersedes a plan that is not yet approved.</param>
/// <param name="Findings">Oldest first.</param>
/// <param name="Entities">Union of the findings' entities, without duplicates.</param>
public sealed record Incident(
    IncidentId Id,
    int Revision,
    CityId City,
    DateTimeOffset Opened,
    DateTimeOffset Updated,
    string Title,
    Severity Severity,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Entity> Entities)
{
    /// <summary>Why each of the findings belongs here; a finding of a story kept by an older Ward has none.</summary>
    public IReadOnlyList<Joined> Joins { get; init; } = [];

    /// <summary>How many verdicts of people it has taken account of; a story that is told again after one is another one.</summary>
    public int Verdicts { get; init; }

    /// <summary>Why the finding belongs here; null where that is not known.</summary>
    public Joined? JoinOf(FindingId finding) => Joins.FirstOrDefault(j => j.Finding == finding);

    /// <summary>
    /// True where what it says of the source cannot be forged: one attested finding,
    /// or two independent families that both know the sender of their lines.
    /// A finding that is merely unusual attests nothing: otherwise a forged line could lean on an honest visitor's new laptop.
    /// </summary>
    public bool IsAttested(Entity.Source source) => Attestation.Holds(Findings, source);
}
