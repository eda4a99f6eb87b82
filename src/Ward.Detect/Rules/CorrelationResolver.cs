using Ward.Standards.Sigma;

namespace Ward.Detect.Rules;

/// <summary>
/// Finds what correlations look at, by id or name, and puts those looked at before those that look.
/// What is not there, was refused or goes round in a circle is refused at the line that names it, and so is what looks at it.
/// </summary>
internal sealed class CorrelationResolver(IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, List<SigmaError> errors)
{
    private enum Visit { Open, Done, Refused }

    private readonly Dictionary<SigmaCorrelation, Visit> visits = [];
    private readonly List<Resolved> ordered = [];

    /// <summary>What one correlation looks at: for each of its rules a detection or a correlation.</summary>
    internal sealed record Resolved(SigmaCorrelation Correlation, IReadOnlyList<Target> Targets);

    internal readonly record struct Target(SigmaRule? Rule, SigmaCorrelation? Correlation)
    {
        internal SigmaHeader Header => Rule?.Header ?? Correlation!.Header;
    }

    /// <param name="fits">Says whether the correlation can be kept for itself; adds the error where not.</param>
    internal IReadOnlyList<Resolved> Resolve(Func<SigmaCorrelation, bool> fits)
    {
        foreach (var correlation in correlations) Look(correlation, fits);
        return ordered;
    }

    private bool Look(SigmaCorrelation correlation, Func<SigmaCorrelation, bool> fits)
    {
        if (visits.TryGetValue(correlation, out var visit)) return visit == Visit.Done;
        visits[correlation] = Visit.Open;
        var targets = new List<Target>();
        var isWhole = fits(correlation);
        for (var i = 0; i < correlation.Rules.Count; i++)
        {
            if (Find(correlation, i, fits) is { } target) targets.Add(target);
            else isWhole = false;
        }

        visits[correlation] = isWhole ? Visit.Done : Visit.Refused;
        if (isWhole) ordered.Add(new Resolved(correlation, targets));
        return isWhole;
    }

    private Target? Find(SigmaCorrelation correlation, int at, Func<SigmaCorrelation, bool> fits)
    {
        var name = correlation.Rules[at];
        if (rules.FirstOrDefault(r => r.Header.IsCalled(name)) is { } rule) return new Target(rule, null);
        if (correlations.FirstOrDefault(c => c.Header.IsCalled(name)) is not { } below) return Refuse(correlation, at, "the id or name of a rule that was read");
        if (visits.TryGetValue(below, out var visit) && visit == Visit.Open) return Refuse(correlation, at, "a correlation that does not look at this one in turn: they go round in a circle");
        return Look(below, fits) ? new Target(null, below) : Refuse(correlation, at, "a correlation that is in force; this one was refused");
    }

    private Target? Refuse(SigmaCorrelation correlation, int at, string expected)
    {
        errors.Add(new SigmaError(correlation.Header.File, correlation.RuleLines[at], "correlation.rules", expected, correlation.Rules[at]) { Fault = SigmaFault.Reference });
        return null;
    }
}
