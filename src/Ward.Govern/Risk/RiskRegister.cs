using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Risk;

/// <summary>The risks of one system with what was decided about them. Immutable; each change of the model makes a new one.</summary>
/// <param name="Entries">Gravest first, then by id.</param>
/// <param name="Gone">Risks that are found no more and about which the register itself holds a decision; it counts again when they come back.</param>
/// <param name="Facts">What the model said when the register was made, so that the next one can tell what changed.</param>
public sealed record RiskRegister(string Title, ReviewCycles Cycles, IReadOnlyList<RiskEntry> Entries, IReadOnlyList<RiskEntry> Gone, IReadOnlyList<Fact> Facts)
{
    public static RiskRegister Empty(string title) => new(title, ReviewCycles.Default, [], [], []);

    public IEnumerable<RiskEntry> Overdue(DateOnly today) => Entries.Where(e => e.IsOverdue(today));

    /// <summary>
    /// The register after a change of the model. What the model tracks counts; else what the register holds. A settled risk that has become graver, or rests on a ground
    /// that was not there when it was settled, is in discussion again, since nobody settled that one; so is one that was accepted until a day that is over.
    /// </summary>
    public RiskRegister After(SystemModel model, IReadOnlyList<Finding> findings, IReadOnlyList<TrackingRule> tracking, DateOnly today)
    {
        var known = Entries.Concat(Gone).DistinctBy(e => e.Id).ToDictionary(e => e.Id, StringComparer.Ordinal);
        var owners = model.Assets.Where(a => a.Owner is not null).ToDictionary(a => a.Id, a => a.Owner, StringComparer.Ordinal);
        var entries = new List<RiskEntry>();
        foreach (var finding in findings)
        {
            var before = known.GetValueOrDefault(finding.Id);
            var decision = Decided(finding, before, tracking, today) with { Owner = before?.Decision.Owner };
            var first = before?.FirstSeen ?? today;
            entries.Add(new RiskEntry(finding.Id, finding.Kind, finding.Words, finding.Severity, finding.At, decision,
                decision.Owner ?? finding.At.Select(owners.GetValueOrDefault).FirstOrDefault(o => o is not null), first, Review(decision, first, finding.Severity))
            {
                Grounds = finding.Grounds, SettledOn = before is not null && decision is { InModel: false, IsSettled: true } ? SettledOn(before, finding) : null,
            });
        }

        var found = findings.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        var gone = known.Values.Where(e => !found.Contains(e.Id) && e.Decision is { InModel: false, Status: not RiskStatus.Unchecked })
            .Select(e => e.GoneSince is null ? e with { GoneSince = today } : e).OrderBy(e => e.Id, StringComparer.Ordinal);
        return this with { Title = model.Title, Entries = [.. entries.OrderByDescending(e => e.Severity).ThenBy(e => e.Id, StringComparer.Ordinal)], Gone = [.. gone], Facts = SystemFacts.Of(model) };
    }

    /// <summary>The register with a decision about one risk that is found now; null where there is none of this id.</summary>
    /// <param name="owner">Who answers for it from now on; null leaves whoever does.</param>
    public RiskRegister? Decide(string id, Decision decision, string? owner) => Entries.Any(e => e.Id == id)
        ? this with { Entries = [.. Entries.Select(e => e.Id == id ? e with { Decision = decision with { Owner = owner ?? e.Decision.Owner }, SettledOn = null, Owner = owner ?? e.Owner, ReviewBy = Review(decision, e.FirstSeen, e.Severity) } : e)] }
        : null;

    /// <summary>A review cycle after the decision, and no later than the day to which it was bound.</summary>
    private DateOnly Review(Decision decision, DateOnly first, Severity severity)
    {
        var cycle = Later(decision.Date ?? first, Cycles.Days(severity));
        return decision.Until is { } until && until < cycle ? until : cycle;
    }

    private static Decision Decided(Finding finding, RiskEntry? before, IReadOnlyList<TrackingRule> tracking, DateOnly today)
    {
        if (TrackingRule.For(finding, tracking) is { } rule) return rule.Decision;
        if (before is not { Decision.InModel: false }) return Decision.None;
        var isOver = before.Decision is { Status: RiskStatus.Accepted, Until: { } until } && until < today;
        var isAnother = before.Decision.IsSettled && (finding.Severity > before.Severity || finding.Grounds.Except(SettledOn(before, finding), StringComparer.Ordinal).Any());
        return isOver || isAnother ? before.Decision with { Status = RiskStatus.InDiscussion } : before.Decision;
    }

    // Where somebody decided in the file, it is what the file said; in a file from before grounds were kept, what is found now, since nothing can be told.
    private static IReadOnlyList<string> SettledOn(RiskEntry before, Finding finding) => before.SettledOn ?? (before.Grounds.Count > 0 ? before.Grounds : finding.Grounds);

    private static DateOnly Later(DateOnly day, int days) => day.DayNumber + days <= DateOnly.MaxValue.DayNumber ? day.AddDays(days) : DateOnly.MaxValue;
}
