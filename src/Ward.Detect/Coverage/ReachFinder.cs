using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Detect.Coverage;

/// <summary>Finds the rules that can never fire with the feeds at hand: no decoder writes their log source, or a field that they need.</summary>
public sealed class ReachFinder(RuleSet set, FeedReach feeds)
{
    private readonly Dictionary<string, RuleReach> found = new(StringComparer.Ordinal);

    /// <summary>Every rule and correlation of the set, in its order.</summary>
    public IReadOnlyList<RuleReach> All() => [.. set.Rules.Select(Of), .. set.Correlations.Select(Of)];

    private RuleReach Of(SigmaRule rule)
    {
        if (found.TryGetValue(rule.Header.Key, out var known)) return known;
        var source = rule.LogSource;
        var (named, stating) = (new List<string>(), new List<string>());
        var lacking = new List<(string Decoder, IReadOnlyCollection<string> Fields)>();
        foreach (var (decoder, isNamed) in feeds.Named.Select(d => (d, true)).Concat(feeds.Found.Select(d => (d, false))))
        {
            foreach (var (there, isOwnWord) in decoder.Answers(source.Category, source.Product, source.Service))
            {
                var can = new Satisfiability(rule, decoder, there);
                if (!can.CanBeTrue()) lacking.Add((decoder.Decoder, can.Absent));
                else if (isOwnWord && !isNamed) stating.Add(decoder.Decoder);
                else named.Add(decoder.Decoder);
            }
        }

        return found[rule.Header.Key] = named.Count > 0
            ? new RuleReach(rule.Header, Reachable.Yes, Names(named), "")
            : new RuleReach(rule.Header, stating.Count > 0 ? Reachable.OnlyBySelfStatement : Reachable.No, Names(stating), Reason(source, lacking));
    }

    private RuleReach Of(SigmaCorrelation correlation)
    {
        if (found.TryGetValue(correlation.Header.Key, out var known)) return known;
        var below = set.Below(correlation).Select(b => b.Rule is { } rule ? Of(rule) : Of(b.Correlation!)).ToList();
        var needsAll = correlation.Type is SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered && correlation.Pattern is null && correlation.Condition.Count == 0;
        var least = needsAll ? below.MaxBy(b => b.Reachable)! : below.MinBy(b => b.Reachable)!;
        return found[correlation.Header.Key] = new RuleReach(
            correlation.Header, least.Reachable, Names(below.SelectMany(b => b.Decoders)), least.Reachable == Reachable.Yes ? "" : $"it needs “{least.Rule.Title}”: {least.Reason}");
    }

    private static string Reason(SigmaLogSource source, List<(string Decoder, IReadOnlyCollection<string> Fields)> lacking)
    {
        if (lacking.Count > 0) return string.Join("; ", lacking.DistinctBy(l => l.Decoder).Select(l => $"the decoder {l.Decoder} never sets {string.Join(", ", l.Fields)}"));
        var stated = string.Join(", ", new[] { ("category", source.Category), ("product", source.Product), ("service", source.Service) }.Where(p => p.Item2.Length > 0).Select(p => $"{p.Item1} {p.Item2}"));
        return $"no feed at hand has a decoder that writes {stated}";
    }

    private static IReadOnlyList<string> Names(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];
}
