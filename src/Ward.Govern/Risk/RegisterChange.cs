using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Risk;

/// <summary>One difference between two registers, and why.</summary>
/// <param name="Before">Null for a new risk.</param>
/// <param name="After">Null for one that is gone.</param>
/// <param name="Why">What of the model changed that has to do with it, in words; never empty.</param>
public sealed record RegisterChange(RiskChangeKind Kind, RiskEntry? Before, RiskEntry? After, IReadOnlyList<string> Why)
{
    private const int Most = 5;

    public RiskEntry Entry => After ?? Before!;

    /// <summary>New and graver ones first, each gravest first.</summary>
    public static IReadOnlyList<RegisterChange> Between(RiskRegister before, RiskRegister after)
    {
        var reasons = new Reasons(before.Facts, after.Facts);
        var (old, now) = (before.Entries.ToDictionary(e => e.Id, StringComparer.Ordinal), after.Entries.ToDictionary(e => e.Id, StringComparer.Ordinal));
        var changes = new List<RegisterChange>();
        foreach (var entry in after.Entries)
        {
            if (!old.TryGetValue(entry.Id, out var was)) changes.Add(new(RiskChangeKind.New, null, entry, reasons.For(entry)));
            else if (entry.Severity != was.Severity) changes.Add(new(entry.Severity > was.Severity ? RiskChangeKind.Graver : RiskChangeKind.Milder, was, entry, reasons.For(entry)));
            else if (entry.Decision.Status != was.Decision.Status) changes.Add(new(RiskChangeKind.Decided, was, entry, [Decided(was.Decision, entry.Decision)]));
        }

        changes.AddRange(before.Entries.Where(e => !now.ContainsKey(e.Id)).Select(e => new RegisterChange(RiskChangeKind.Gone, e, null, reasons.For(e))));
        return [.. changes.OrderBy(c => c.Kind).ThenByDescending(c => c.Entry.Severity).ThenBy(c => c.Entry.Id, StringComparer.Ordinal)];
    }

    private static string Decided(Decision was, Decision now) =>
        $"{RiskWords.Of(was.Status)} became {RiskWords.Of(now.Status)}{(was is { Status: RiskStatus.Accepted, Until: { } until } && now.Until == until ? $", since it was accepted until {until:yyyy-MM-dd}" : "")}";

    /// <summary>Tells which changed facts have to do with a risk: those of its elements, and of elements that mention them or are mentioned by them.</summary>
    private sealed class Reasons
    {
        private readonly bool first;
        private readonly List<(string Element, string Words)> changed = [];
        private readonly Dictionary<string, HashSet<string>> near = new(StringComparer.Ordinal);

        public Reasons(IReadOnlyList<Fact> before, IReadOnlyList<Fact> after)
        {
            first = before.Count == 0;
            var (old, now) = (before.ToDictionary(f => (f.Element, f.Field), f => f.Value), after.ToDictionary(f => (f.Element, f.Field), f => f.Value));
            foreach (var (key, value) in old)
                if (!now.TryGetValue(key, out var next)) changed.Add((key.Element, $"{key.Element}: {key.Field} was {value}, and is not said any more"));
                else if (next != value) changed.Add((key.Element, $"{key.Element}: {key.Field} was {value}, is {next}"));
            foreach (var (key, value) in now.Where(f => !old.ContainsKey(f.Key))) changed.Add((key.Element, $"{key.Element}: {key.Field} is {value}, was not said before"));
            var elements = before.Concat(after).Select(f => f.Element).ToHashSet(StringComparer.Ordinal);
            foreach (var fact in before.Concat(after))
                foreach (var named in fact.Value.Split(", ").Where(elements.Contains))
                {
                    Add(fact.Element, named);
                    Add(named, fact.Element);
                }

            changed.Sort((a, b) => string.CompareOrdinal(a.Words, b.Words));
        }

        public List<string> For(RiskEntry entry)
        {
            if (first) return ["it is the first time that this model is looked at"];
            if (changed.Count == 0) return ["no fact of the model changed: the kinds of risk did"];
            var own = changed.Where(c => entry.At.Contains(c.Element)).Select(c => c.Words).ToList();
            if (own.Count > 0) return Some(own);
            var beside = changed.Where(c => entry.At.Any(a => near.GetValueOrDefault(a)?.Contains(c.Element) is true)).Select(c => c.Words).ToList();
            return beside.Count > 0 ? Some(beside) : Some([.. changed.Select(c => $"elsewhere, {c.Words}")]);
        }

        private static List<string> Some(List<string> words) => words.Count <= Most ? words : [.. words.Take(Most), $"and {words.Count - Most} more"];

        private void Add(string element, string other)
        {
            if (!near.TryGetValue(element, out var others)) near.Add(element, others = new(StringComparer.Ordinal));
            others.Add(other);
        }
    }
}
