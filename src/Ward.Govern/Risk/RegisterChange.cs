using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Risk;

/// <summary>One difference between two registers, and why.</summary>
/// <param name="Before">Null for a new risk.</param>
/// <param name="After">Null for one that is gone.</param>
/// <param name="Why">What of the model changed that has to do with it, in words; never empty.</param>
public sealed record RegisterChange(RiskChangeKind Kind, RiskEntry? Before, RiskEntry? After, IReadOnlyList<string> Why)
{
    private const int Most = 5, LongestWhy = 300;

    public RiskEntry Entry => After ?? Before!;

    /// <summary>New, graver and widened ones first, each gravest first.</summary>
    public static IReadOnlyList<RegisterChange> Between(RiskRegister before, RiskRegister after)
    {
        var reasons = new Reasons(before.Facts, after.Facts, before.Entries.Count == 0);
        var (old, now) = (before.Entries.ToDictionary(e => e.Id, StringComparer.Ordinal), after.Entries.Select(e => e.Id).ToHashSet(StringComparer.Ordinal));
        var changes = new List<RegisterChange>();
        foreach (var entry in after.Entries)
        {
            if (!old.TryGetValue(entry.Id, out var was)) changes.Add(new(RiskChangeKind.New, null, entry, reasons.For(entry, entry.Grounds.Select(g => $"ground: {g}"))));
            else if (Changed(was, entry, reasons) is { } change) changes.Add(change);
        }

        changes.AddRange(before.Entries.Where(e => !now.Contains(e.Id)).Select(e => new RegisterChange(RiskChangeKind.Gone, e, null, reasons.For(e, e.Grounds.Select(g => $"no longer a ground: {g}")))));
        return [.. changes.OrderBy(c => c.Kind).ThenByDescending(c => c.Entry.Severity).ThenBy(c => c.Entry.Id, StringComparer.Ordinal)];
    }

    private static RegisterChange? Changed(RiskEntry was, RiskEntry now, Reasons reasons)
    {
        // In a file from before grounds were kept, none of them is new.
        List<string> grounds = was.Grounds.Count == 0 ? [] : [.. now.Grounds.Except(was.Grounds, StringComparer.Ordinal).Select(g => $"new ground: {g}")];
        var kind = now.Severity > was.Severity ? RiskChangeKind.Graver : now.Severity < was.Severity ? RiskChangeKind.Milder : grounds.Count > 0 ? RiskChangeKind.Widened : RiskChangeKind.Decided;
        var isDecided = now.Decision.Status != was.Decision.Status;
        if (kind == RiskChangeKind.Decided && !isDecided) return null;
        var why = kind is RiskChangeKind.Decided or RiskChangeKind.Widened ? Some(grounds) : reasons.For(now, grounds);
        if (isDecided) why = [.. why, Decided(was.Decision, now.Decision, kind)];
        return new(kind, was, now, why);
    }

    private static string Decided(Decision was, Decision now, RiskChangeKind kind) => Cut(
        $"{RiskWords.Of(was.Status)} became {RiskWords.Of(now.Status)}{(kind == RiskChangeKind.Decided && was is { Status: RiskStatus.Accepted, Until: { } until } && now.Until == until ? $", since it was accepted until {until:yyyy-MM-dd}" : "")}");

    private static List<string> Some(List<string> words) => words.Count <= Most ? [.. words.Select(Cut)] : [.. words.Take(Most).Select(Cut), $"and {words.Count - Most} more"];

    private static string Cut(string words) => words.Length <= LongestWhy ? words : words[..(LongestWhy - 1)] + "…";

    /// <summary>Tells what has to do with a change: the grounds of the risk, and the changed facts of its elements, and of elements that mention them or are mentioned by them.</summary>
    private sealed class Reasons
    {
        private readonly string? unknown;
        private readonly List<(string Element, string Words)> changed = [];
        private readonly ILookup<string, string> byElement;
        private readonly Dictionary<string, HashSet<string>> near = new(StringComparer.Ordinal);

        public Reasons(IReadOnlyList<Fact> before, IReadOnlyList<Fact> after, bool isFirst)
        {
            unknown = before.Count > 0 ? null : isFirst ? "it is the first time that this model is looked at" : "what the model said before is not known";
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
            byElement = changed.ToLookup(c => c.Element, c => c.Words, StringComparer.Ordinal);
        }

        /// <param name="grounds">What is to be said of its grounds.</param>
        public List<string> For(RiskEntry entry, IEnumerable<string> grounds)
        {
            List<string> own = unknown is null ? [.. grounds, .. Of(entry.At)] : [unknown, .. grounds];
            if (own.Count > 0) return Some(own);
            var beside = Of(entry.At.SelectMany(a => near.GetValueOrDefault(a) ?? []).Distinct(StringComparer.Ordinal));
            if (beside.Count > 0) return Some(beside);
            // A kind looks at the whole model; what rests on grounds does not.
            if (ThreatKinds.Find(entry.Kind) is null) return ["no fact that the register keeps tells why"];
            return changed.Count == 0 ? ["no fact of the model changed: the kinds of risk did"] : Some([.. changed.Select(c => $"elsewhere, {c.Words}")]);
        }

        private List<string> Of(IEnumerable<string> elements) => [.. elements.SelectMany(e => byElement[e]).Order(StringComparer.Ordinal)];

        private void Add(string element, string other)
        {
            if (!near.TryGetValue(element, out var others)) near.Add(element, others = new(StringComparer.Ordinal));
            others.Add(other);
        }
    }
}
