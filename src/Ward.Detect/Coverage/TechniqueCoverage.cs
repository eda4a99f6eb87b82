using Ward.Detect.Rules;
using Ward.Standards.Attack;
using Ward.Standards.Sigma;

namespace Ward.Detect.Coverage;

/// <summary>One technique and the rules that speak of it.</summary>
/// <param name="Id">Of the current version of ATT&amp;CK.</param>
/// <param name="Tactics">By the table; else those that the rules themselves are tagged with; may be empty.</param>
/// <param name="Rules">What speaks: a rule that only a correlation counts is not among them.</param>
public sealed record TechniqueCoverage(string Id, AttackDomain Domain, IReadOnlyList<string> Tactics, IReadOnlyList<RuleReach> Rules)
{
    /// <summary>Rules that can fire with the feeds at hand.</summary>
    public int Able => Rules.Count(r => r.Reachable != Reachable.No);

    /// <summary>The techniques of everything that speaks, in the order of their ids. Whatever a correlation leaves unsaid is said by what it counts.</summary>
    public static IReadOnlyList<TechniqueCoverage> Of(RuleSet set, IReadOnlyList<RuleReach> reaches)
    {
        var reachOf = reaches.ToDictionary(r => r.Rule.Key, StringComparer.Ordinal);
        var speaking = set.Compiled.Where(c => c.Speaks).Select(c => c.Facts).Concat(set.Plans.Where(p => p.Speaks).Select(p => p.Facts));
        return
        [
            .. from facts in speaking
               from technique in facts.Techniques
               group reachOf[facts.Detector] by technique into rules
               orderby rules.Key
               let place = AttackMatrix.TryFind(rules.Key, out var known) ? known : Guess(rules.Key, rules.Select(r => r.Rule))
               select new TechniqueCoverage(rules.Key, place.Domain, place.Tactics, [.. rules]),
        ];
    }

    private static AttackPlace Guess(string id, IEnumerable<SigmaHeader> rules)
    {
        var domain = id.StartsWith("T0", StringComparison.Ordinal) ? AttackDomain.Ics : AttackDomain.Enterprise;
        var tactics = AttackTactics.Of(domain);
        return new AttackPlace(domain, [.. rules.SelectMany(r => r.Tags).Select(Tactic).OfType<string>().Where(tactics.Contains).Distinct()]);
    }

    private static string? Tactic(string tag) => tag.StartsWith("attack.", StringComparison.Ordinal) && AttackTactics.TryFind(tag[7..], out var tactic) ? tactic : null;
}
