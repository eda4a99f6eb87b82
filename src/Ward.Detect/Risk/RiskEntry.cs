using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Risk;

/// <summary>What is remembered of one entity. All its points are as of <see cref="At"/>.</summary>
internal sealed class RiskEntry(Entity entity, long number)
{
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Entity Entity { get; } = entity;

    /// <summary>Tells apart entities of the same rank; rises.</summary>
    public long Number { get; } = number;

    /// <summary>
    /// Orders entities by risk at any moment: all fade alike, so the logarithm of the points with the age put back in stays as it is while nothing is added.
    /// </summary>
    public double Rank { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset? Told { get; set; }
    public double Others { get; set; }
    public List<RiskTally> Tallies { get; } = [];
    public RiskTrend Trend { get; } = new();

    public double Points => Others + Tallies.Sum(t => t.Points);

    public void Add(Finding finding, IncidentId incident, RiskOptions options, ref long merged)
    {
        if (Tallies.Count == 0) (At, Since) = (finding.Time, finding.Time);
        if (finding.Time < Since) Since = finding.Time;
        if (finding.Time > At) Fade(finding.Time, options.HalfLife);
        var tally = Tallies.Find(t => t.Detector == finding.Detector);
        if (tally is null) Tallies.Add(tally = new RiskTally { Detector = finding.Detector, First = finding.Time });
        tally.Add(finding, incident, RiskWeight.Of(finding), Left(finding.Time, At, options.HalfLife));
        if (Tallies.Count > options.Reasons)
        {
            var least = Tallies.Where(t => t != tally).MinBy(t => t.Points)!;
            Others += least.Points;
            Tallies.Remove(least);
            merged++;
        }

        var points = Points;
        Rank = Math.Log2(points) + ((At - Epoch) / options.HalfLife);
        Trend.Note(At, points, options.HalfLife);
    }

    /// <summary>What is left of a point between two moments, 0..1; 1 where the later is not later.</summary>
    public static double Left(DateTimeOffset from, DateTimeOffset to, TimeSpan halfLife) => to <= from ? 1 : Math.Pow(2, -((to - from) / halfLife));

    public EntityRisk Shown(DateTimeOffset now, RiskOptions options)
    {
        var at = now > At ? now : At;
        var left = Left(At, at, options.HalfLife);
        var reasons = Tallies.Select(t => t.At(left, options.Loud)).OrderByDescending(r => r.Points).ThenBy(r => r.Detector, StringComparer.Ordinal).ToList();
        var points = Points * left;
        return new EntityRisk(
            Entity, points, reasons.Where(r => r.Quiet).Sum(r => r.Points), reasons, Others * left, Trend.Until(at, points, options.HalfLife), Since,
            reasons.Count == 0 ? At : reasons.Max(r => r.Last), Told);
    }

    private void Fade(DateTimeOffset to, TimeSpan halfLife)
    {
        var factor = Left(At, to, halfLife);
        foreach (var tally in Tallies) tally.Fade(factor);
        Others *= factor;
        At = to;
    }
}
