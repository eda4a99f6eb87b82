using System.Globalization;
using CsCheck;

namespace Ward.Detect.Tests.Correlation;

/// <summary>Random correlations, each with its meaning beside it.</summary>
/// <param name="Yaml">Type and condition.</param>
internal sealed record Drawn(string Yaml, int Span, Func<IReadOnlyList<Oracle.Happening>, bool> Holds, Oracle.Style Style)
{
    internal const int Rules = 3;
    private static readonly string[] Names = ["a", "b", "c"];

    internal static readonly Gen<Drawn> Any = Gen.OneOf<Drawn>(
        Counting("event_count", "", w => w.Select(h => h.Offset).Distinct().Count()),
        Counting("value_count", "\n    field: v", w => w.Select(h => h.Value).Distinct().Count()),
        Counting("temporal", "", w => w.Select(h => h.Rule).Distinct().Count(), most: 3),
        Measuring("value_sum", "", w => w.Sum(Number), from: 0, to: 30),
        Measuring("value_avg", "", w => w.Average(Number), from: 0, to: 8),
        Measuring("value_median", "", w => Quantile(w, 50), from: 0, to: 8),
        Gen.Int[0, 100].SelectMany(p => Measuring("value_percentile", $"\n    percentile: {p}", w => Quantile(w, p), from: 0, to: 8)),
        Ordered,
        Pattern("temporal"),
        Pattern("temporal_ordered"));

    private static Gen<Drawn> Ordered => Gen.Select(Gen.Int[1, 3], Spans, (n, span) => new Drawn(
        $"type: temporal_ordered\n  condition:\n    gte: {n}", span, w => IsSeenInOrder(w, n), Oracle.Style.EndsWithAnEvent));

    private static Gen<int> Spans => Gen.Int[1, 12];

    private static Gen<Drawn> Counting(string type, string field, Func<IReadOnlyList<Oracle.Happening>, int> measure, int most = 5) =>
        Gen.Select(Bounds(1, most), Spans, (bounds, span) => new Drawn(
            $"type: {type}\n  condition:{field}{bounds.Yaml}", span, w => bounds.Holds(measure(w)), bounds.Style));

    private static Gen<Drawn> Measuring(string type, string more, Func<IReadOnlyList<Oracle.Happening>, double> measure, int from, int to) =>
        Gen.Select(Bounds(from, to), Spans, (bounds, span) => new Drawn(
            $"type: {type}\n  condition:\n    field: v{more}{bounds.Yaml}", span, w => w.Count > 0 && bounds.Holds(measure(w)),
            type == "value_sum" ? bounds.Style : Oracle.Style.EndsWithAnEvent));

    private sealed record Bound(string Yaml, Func<double, bool> Holds, Oracle.Style Style);

    private static Gen<Bound> Bounds(int from, int to) => Gen.OneOf<Bound>(
        Gen.Int[from, to].Select(n => new Bound($"\n    gte: {n}", x => x >= n, Oracle.Style.EndsWithAnEvent)),
        Gen.Int[from, to].Select(n => new Bound($"\n    gt: {n - 1 + (from == 0 ? 1 : 0)}", x => x > n - 1 + (from == 0 ? 1 : 0), Oracle.Style.EndsWithAnEvent)),
        Gen.Int[from, to].Select(n => new Bound($"\n    lte: {n}", x => x <= n, Oracle.Style.EachBeginsWithAnEvent)),
        Gen.Int[from + 1, to].Select(n => new Bound($"\n    lt: {n}", x => x < n, Oracle.Style.EachBeginsWithAnEvent)),
        Gen.Int[from, to].Select(n => new Bound($"\n    eq: {n}", x => x == n, Oracle.Style.WidestBeginsWithAnEvent)),
        Gen.Int[from, to].Select(n => new Bound($"\n    neq: {n}", x => x != n, Oracle.Style.WidestBeginsWithAnEvent)),
        Gen.Select(Gen.Int[from, to], Gen.Int[0, 3], (n, more) => new Bound($"\n    gte: {n}\n    lt: {n + more + 1}", x => x >= n && x < n + more + 1, Oracle.Style.WidestBeginsWithAnEvent)));

    private static Gen<Drawn> Pattern(string type) => Gen.Select(Tree, Spans, (tree, span) => new Drawn(
        $"type: {type}\n  condition: {tree.Text}", span,
        type == "temporal" ? w => tree.Holds(w) : w => IsMetInOrder(tree, w),
        tree.Text.Contains("not", StringComparison.Ordinal) ? Oracle.Style.WidestBeginsWithAnEvent : Oracle.Style.EndsWithAnEvent))
        .Where(d => type == "temporal" || (CanBegin(d) && !AskedBothWays(d.Yaml)));

    /// <summary>Met by no rule at all, an ordered pattern is refused.</summary>
    private static bool CanBegin(Drawn drawn) => !drawn.Holds([]) && Enumerable.Range(1, 7).Any(set => drawn.Holds([.. Enumerable.Range(0, 3).Where(r => (set >> r & 1) != 0).Select(r => new Oracle.Happening(0, r, r, "", "", true))]));

    /// <summary>A rule that must be seen on one way and must not on another: which way is meant depends on how it is written, not only on what it means.</summary>
    private static bool AskedBothWays(string yaml)
    {
        var pattern = yaml[(yaml.LastIndexOf(':') + 1)..].Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return Names.Any(n => pattern.Where((word, i) => word == n && i > 0 && pattern[i - 1] == "not").Any() && pattern.Where((word, i) => word == n && (i == 0 || pattern[i - 1] != "not")).Any());
    }

    private sealed record Condition(string Text, Func<IReadOnlyList<Oracle.Happening>, bool> Holds, Func<HashSet<int>, bool> HoldsOf);

    private static Gen<Condition> Tree => Gen.Recursive<Condition>((depth, again) => depth > 2
        ? Leaf
        : Gen.OneOf<Condition>(
            Leaf,
            Gen.Select(again, again, (l, r) => Of($"({l.Text} and {r.Text})", s => l.HoldsOf(s) && r.HoldsOf(s))),
            Gen.Select(again, again, (l, r) => Of($"({l.Text} or {r.Text})", s => l.HoldsOf(s) || r.HoldsOf(s))),
            Leaf.Select(l => Of($"not {l.Text}", s => !l.HoldsOf(s)))));

    private static Gen<Condition> Leaf => Gen.Int[0, 2].Select(r => Of(Names[r], s => s.Contains(r)));

    private static Condition Of(string text, Func<HashSet<int>, bool> holds) => new(text, w => holds([.. w.Select(h => h.Rule)]), holds);

    /// <summary>
    /// Some set of rules of which each is seen, in the order of the list and by different events, meets the condition however many of those
    /// that are neither in the set nor seen in the window are thought away.
    /// </summary>
    private static bool IsMetInOrder(Condition tree, IReadOnlyList<Oracle.Happening> window)
    {
        var seen = window.Select(h => h.Rule).ToHashSet();
        for (var set = 0; set < 8; set++)
        {
            List<int> steps = [.. Enumerable.Range(0, Rules).Where(r => (set >> r & 1) != 0)];
            if (!steps.TrueForAll(seen.Contains) || !Follows(window, steps)) continue;
            // Whatever may be true of the rules that are seen but stand in no order, the steps and what is absent suffice.
            List<int> free = [.. seen.Where(r => !steps.Contains(r))];
            var suffices = true;
            for (var more = 0; more < 1 << free.Count; more++)
                suffices &= tree.HoldsOf([.. steps, .. free.Where((_, i) => (more >> i & 1) != 0)]);
            if (suffices) return true;
        }

        return false;
    }

    private static bool IsSeenInOrder(IReadOnlyList<Oracle.Happening> window, int n) =>
        Enumerable.Range(0, 8).Any(set => int.PopCount(set) >= n && Follows(window, [.. Enumerable.Range(0, Rules).Where(r => (set >> r & 1) != 0)]));

    private static bool Follows(IReadOnlyList<Oracle.Happening> window, List<int> steps)
    {
        var step = 0;
        long used = -1;
        foreach (var happening in window)
        {
            if (step == steps.Count) break;
            if (happening.Rule != steps[step] || happening.Offset == used) continue;
            used = happening.Offset;
            step++;
        }

        return step == steps.Count;
    }

    private static double Number(Oracle.Happening happening) => double.Parse(happening.Value, CultureInfo.InvariantCulture);

    private static double Quantile(IReadOnlyList<Oracle.Happening> window, double percentile)
    {
        List<double> sorted = [.. window.Select(Number).Order()];
        var rank = (sorted.Count - 1) * percentile / 100;
        var below = (int)Math.Floor(rank);
        return below + 1 < sorted.Count && rank > below ? sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
