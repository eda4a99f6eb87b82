using Ward.City;

namespace Ward.Detect.Findings;

/// <summary>One detector's statement, with its explanation (OCSF detection_finding, 2004).</summary>
/// <param name="Time">Event time of the event that completed it, UTC.</param>
/// <param name="Offset">Journal offset of that event.</param>
/// <param name="Detector">Rule id, or 'baseline:NAME'.</param>
/// <param name="Family">Independent family of evidence: sshd, nginx, nftables … (the log provider).</param>
/// <param name="Techniques">ATT&amp;CK technique ids, Enterprise or ICS.</param>
/// <param name="Meaning">What it says of the attack, which the forecast turns into belief.</param>
/// <param name="Attested">True where its source address cannot be forged by an outsider: authenticated feed and completed session.</param>
/// <param name="Evidence">Copies of the lines that carried it, oldest first, bounded.</param>
public sealed record Finding(
    FindingId Id,
    CityId City,
    DateTimeOffset Time,
    long Offset,
    string Detector,
    string Family,
    string Title,
    Severity Severity,
    IReadOnlyList<string> Techniques,
    Meaning Meaning,
    IReadOnlyList<Entity> Entities,
    bool Attested,
    Explanation Explanation,
    IReadOnlyList<EvidenceLine> Evidence)
{
    /// <summary>1, and one more each time that a late or better attested event changes what is said under the same id; the highest stands.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>How far the detector trusts itself, above 0 to 1: a stable rule 1, an experimental one less.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>
    /// True where every line that it rests on came from a sender that Ward knows (<see cref="Ingest.Assurance.Session"/> or better).
    /// A detector that counts lines of several events sets it only if enough of them alone would have sufficed. False where it says nothing.
    /// </summary>
    public bool SenderKnown { get; init; }
}
