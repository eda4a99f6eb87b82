using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Risk;

/// <summary>What one detector has added to one entity; its points are as of the entry's moment.</summary>
internal sealed class RiskTally
{
    public required string Detector { get; init; }
    public required DateTimeOffset First { get; set; }
    public string Title { get; set; } = "";
    public double Points { get; set; }

    /// <summary>How often it spoke, faded like the points: what is long past does not make the next one a repeat.</summary>
    public double Weighed { get; set; }
    public long Times { get; set; }

    /// <summary>The weight of its heaviest finding.</summary>
    public double Heaviest { get; set; }
    public Severity Severity { get; set; } = Severity.Informational;
    public Meaning Meaning { get; set; } = Meaning.Unusual;
    public IReadOnlyList<string> Techniques { get; set; } = [];
    public DateTimeOffset Last { get; set; }
    public FindingId LastFinding { get; set; }
    public IncidentId Incident { get; set; }

    public void Fade(double factor) => (Points, Weighed) = (Points * factor, Weighed * factor);

    /// <param name="age">What is left of a point since the finding's time, 0..1.</param>
    public void Add(Finding finding, IncidentId incident, double weight, double age)
    {
        // A graver word of the same detector counts as if the lighter ones had said it.
        Points += Math.Max(RiskWeight.Repeated(weight, Weighed), weight - Heaviest) * age;
        Weighed += age;
        Times++;
        Heaviest = Math.Max(Heaviest, weight);
        Severity = (Severity)Math.Max((int)Severity, (int)finding.Severity);
        Meaning = (Meaning)Math.Max((int)Meaning, (int)finding.Meaning);
        if (finding.Time < First) First = finding.Time;
        if (finding.Time < Last) return;
        (Title, Techniques, Last, LastFinding, Incident) = (finding.Title, finding.Techniques, finding.Time, finding.Id, incident);
    }

    public RiskReason At(double factor, double loud) =>
        new(Detector, Title, Points * factor, Times, Heaviest < loud, Severity, Meaning, Techniques, First, Last, LastFinding, Incident);
}
