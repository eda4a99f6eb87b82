using Ward.Govern.ThreatModel;
using Ward.Standards.Threagile;

namespace Ward.Govern.Risk;

/// <summary>A decision about every risk whose id a pattern fits.</summary>
/// <param name="Pattern">An id of a finding; an asterisk stands for one or more characters between two @.</param>
/// <param name="Line">1-based line of the model's file; 0 where there is none.</param>
public sealed record TrackingRule(string Pattern, Decision Decision, int Line)
{
    public static IReadOnlyList<TrackingRule> Of(ThreagileModel model) =>
        [.. model.Tracking.Select(t => new TrackingRule(t.Pattern, new Decision(RiskWords.Statuses[t.Status], t.Justification, t.Ticket, t.Date, t.CheckedBy, true), t.Line))];

    public bool Fits(Finding finding) => Fits(finding.Id) || finding.AlsoTrackedAs.Any(Fits);

    /// <summary>The rule that speaks about a finding: the one with the fewest asterisks, the first of several.</summary>
    public static TrackingRule? For(Finding finding, IReadOnlyList<TrackingRule> rules) => rules.Where(r => r.Fits(finding)).MinBy(r => r.Pattern.Count(c => c == '*'));

    private bool Fits(string id)
    {
        var (parts, wanted) = (id.Split('@'), Pattern.Split('@'));
        return parts.Length == wanted.Length && parts.Zip(wanted).All(p => Fits(p.First, p.Second));
    }

    // The asterisks in turn each take as little as they can; the last piece must end the part.
    private static bool Fits(string part, string wanted)
    {
        if (wanted == "*") return part.Length > 0;
        if (!wanted.Contains('*', StringComparison.Ordinal)) return part.Equals(wanted, StringComparison.OrdinalIgnoreCase);
        var pieces = wanted.Split('*');
        if (!part.StartsWith(pieces[0], StringComparison.OrdinalIgnoreCase)) return false;
        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            var next = at < part.Length ? part.IndexOf(piece, at + 1, StringComparison.OrdinalIgnoreCase) : -1;
            if (next < 0) return false;
            at = next + piece.Length;
        }

        return part.Length - pieces[^1].Length > at && part.EndsWith(pieces[^1], StringComparison.OrdinalIgnoreCase);
    }
}
