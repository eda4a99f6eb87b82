using Ward.Detect.Incidents;

namespace Ward.Learn.Feedback;

/// <summary>A person's verdict on an incident.</summary>
/// <param name="UpTo">Journal offset of the last finding that there was when it was said; null in what an older Ward kept.</param>
public sealed record Judgement(JudgementKind Kind, string By, DateTimeOffset At, string Note, long? UpTo = null)
{
    /// <summary>
    /// What is left to be believed of an incident: where the last verdict is that it was nothing, only what was found after it. A new verdict counts afresh,
    /// and so does every new finding.
    /// </summary>
    /// <param name="judgements">Oldest first.</param>
    public static Incident Believed(Incident incident, IReadOnlyList<Judgement> judgements)
    {
        if (judgements.Count == 0) return incident;
        var last = judgements[^1];
        var left = last.Kind == JudgementKind.TruePositive ? incident.Findings
            : [.. incident.Findings.Where(f => last.UpTo is { } upTo ? f.Offset > upTo : f.Time > last.At)];
        return incident with { Findings = left, Verdicts = judgements.Count };
    }
}
