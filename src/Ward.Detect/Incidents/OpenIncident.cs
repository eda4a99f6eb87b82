using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>An incident that may still grow.</summary>
internal sealed class OpenIncident(IncidentId id, CityId city)
{
    // Names tried in vain are worth a decision only while they are few: a list of ten thousand must not make ten thousand revisions.
    private const int NamesWorthADecision = 8;

    private readonly HashSet<Entity> known = [];

    public IncidentId Id { get; } = id;
    public int Revision { get; set; }
    public DateTimeOffset Opened { get; set; }
    public DateTimeOffset Updated { get; set; }

    /// <summary>Event time of the finding that made the last revision.</summary>
    public DateTimeOffset Revised { get; set; }

    /// <summary>The joiner's clock when it last grew.</summary>
    public DateTimeOffset Touched { get; set; }

    /// <summary>Repeats folded in without being kept.</summary>
    public long Folded { get; set; }
    public Severity Highest { get; set; } = Severity.Informational;
    public Meaning Meaning { get; set; } = Meaning.Unusual;
    public List<Finding> Findings { get; } = [];
    public List<Entity> Entities { get; } = [];

    /// <summary>Of the findings that are kept, why they belong here.</summary>
    public List<Joined> Joins { get; } = [];

    public bool Has(Entity entity) => known.Contains(entity);

    public bool AddEntity(Entity entity)
    {
        if (!known.Add(entity)) return false;
        Entities.Add(entity);
        return true;
    }

    /// <summary>True where the incident has the finding already, in this revision or a later one.</summary>
    public bool Knows(Finding finding) => Findings.Exists(f => f.Id == finding.Id && f.Revision >= finding.Revision);

    /// <summary>
    /// Takes the finding in, in place of an earlier revision of it; true where that is worth a new decision, which a revision is only by what it has beyond the earlier.
    /// </summary>
    /// <param name="joined">Why it belongs here; a further revision of a finding keeps the reason of the first.</param>
    public bool Absorb(Finding finding, Joined joined, JoinOptions options, ref long dropped)
    {
        var isFirst = Findings.Count == 0;
        var worth = isFirst || finding.Severity > Highest || finding.Meaning > Meaning;
        var mayAttest = finding.Meaning != Meaning.Unusual && (finding.Attested || finding.SenderKnown);
        var attestedBefore = mayAttest ? AttestedSources() : 0;
        foreach (var entity in finding.Entities)
        {
            if (known.Contains(entity)) continue;
            if (Entities.Count >= options.Entities)
            {
                dropped++;
                continue;
            }

            AddEntity(entity);
            worth |= entity is not Entity.Login || finding.Meaning == Meaning.Compromise || Entities.Count(e => e is Entity.Login) <= NamesWorthADecision;
        }

        Highest = (Severity)Math.Max((int)Highest, (int)finding.Severity);
        Meaning = (Meaning)Math.Max((int)Meaning, (int)finding.Meaning);
        Opened = isFirst || finding.Time < Opened ? finding.Time : Opened;
        Updated = isFirst || finding.Time > Updated ? finding.Time : Updated;
        if (Findings.RemoveAll(f => f.Id == finding.Id) == 0) Joins.Add(joined);
        Keep(finding, options, ref dropped);
        worth |= mayAttest && AttestedSources() > attestedBefore;
        worth |= (finding.Time - Revised).Duration() >= options.Quiet;
        if (worth) Revised = finding.Time;
        else Folded++;
        return worth;
    }

    public Incident ToIncident() => new(
        Id, Revision, city, Opened, Updated, IncidentTitle.Of(this),
        Meaning == Meaning.Compromise && Highest < Severity.Critical ? Highest + 1 : Highest, [.. Findings], [.. Entities]) { Joins = [.. Joins] };

    private int AttestedSources()
    {
        var attested = 0;
        foreach (var entity in Entities)
            if (entity is Entity.Source source && Attestation.Holds(Findings, source)) attested++;
        return attested;
    }

    private void Keep(Finding finding, JoinOptions options, ref long dropped)
    {
        // By event time: a late finding takes its place among the old.
        var at = Findings.Count;
        while (at > 0 && Findings[at - 1].Time > finding.Time) at--;
        Findings.Insert(at, finding);
        if (Findings.Count > options.Findings)
        {
            var weakest = Weakest();
            Joins.RemoveAll(j => j.Finding == Findings[weakest].Id);
            Findings.RemoveAt(weakest);
            dropped++;
        }

        var characters = Findings.Sum(f => f.Evidence.Sum(e => (long)e.Line.Length));
        for (var i = 0; i < Findings.Count && characters > options.EvidenceCharacters; i++)
        {
            dropped += Findings[i].Evidence.Count;
            characters -= Findings[i].Evidence.Sum(e => (long)e.Line.Length);
            Findings[i] = Findings[i] with { Evidence = [] };
        }
    }

    /// <summary>
    /// The finding that says least, the oldest of such. What is harder to forge outlives what is easier:
    /// a flood of invented lines must not wash out the one that counts.
    /// </summary>
    private int Weakest()
    {
        var weakest = 0;
        for (var i = 1; i < Findings.Count; i++)
            if (Strength(Findings[i]).CompareTo(Strength(Findings[weakest])) < 0) weakest = i;
        return weakest;
    }

    private static (bool, bool, Meaning, Severity) Strength(Finding finding) =>
        (finding.Attested && finding.Meaning != Meaning.Unusual, finding.SenderKnown && finding.Meaning != Meaning.Unusual, finding.Meaning, finding.Severity);
}
