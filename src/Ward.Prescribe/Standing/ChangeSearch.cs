using Ward.Prescribe.Choices;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Standing;

/// <summary>
/// Which few changes lower the expected loss most. Again and again the change that lowers it most (for its cost, and as such), among those on the ways on which the loss rests
/// (all others change nothing); where no single one lowers it, two ways are equally likely and those of the dearest way are taken together. Then what another
/// does better is exchanged. A heuristic: the best of all sets need not be found.
/// </summary>
internal sealed class ChangeSearch(RiskField risk, MeasureFinder finder, Ground ground, StandingOptions options)
{
    /// <summary>Ways that make up less than this share of the loss are left for when the greater ones are gone.</summary>
    private const double Worth = 0.001;

    /// <summary>What a change that costs nothing is taken to cost, so that shares can be told.</summary>
    private const double Least = 0.5;

    private readonly Dictionary<string, double> known = new(StringComparer.Ordinal);

    /// <summary>Numbers of the finder's measures, in the order in which they are to be done.</summary>
    public List<int> Find()
    {
        // By what each lowers for its cost where the budget is what is short, by what it lowers where the number is.
        List<List<int>> found = [Greedy([], perCost: true), Greedy([], perCost: false)];
        foreach (var chosen in found)
            for (var round = 0; round < options.Changes && risk.Searches < options.Searches; round++)
                if (!Exchange(chosen)) break;
        return Order(found.OrderBy(Loss).ThenBy(Cost).First());
    }

    public double Cost(IReadOnlyCollection<int> set) =>
        set.Sum(m => finder.Additive[m]) + SituationProblem.Loss(ground, options.Costs, [.. set.Select(m => finder.Impairments[m])]);

    public double Loss(IEnumerable<int> set)
    {
        var ordered = set.Order().ToList();
        var key = string.Join(',', ordered);
        return known.TryGetValue(key, out var before) ? before : known[key] = risk.Of(ordered.ToHashSet());
    }

    private List<int> Greedy(List<int> chosen, bool perCost)
    {
        while (chosen.Count < options.Changes && risk.Searches < options.Searches)
        {
            var ways = new List<(int Service, double Loss, List<int> Edges)>();
            var now = risk.Of(chosen.ToHashSet(), ways);
            if (now <= 0) break;
            var (best, share) = (-1, 0.0);
            foreach (var m in Touching(ways.Where(w => w.Loss >= now * Worth)).Where(m => !chosen.Contains(m) && Fits([.. chosen, m])))
            {
                var lowered = now - Loss([.. chosen, m]);
                if (lowered > now * 1e-9 && lowered / (perCost ? Math.Max(Least, Cost([.. chosen, m]) - Cost(chosen)) : 1) is var each && each > share) (best, share) = (m, each);
            }

            if (best >= 0) chosen.Add(best);
            else if (!Pair(chosen, ways, now)) break;
        }

        return chosen;
    }

    /// <summary>Where one way only takes the place of another, the two changes that together lower most.</summary>
    private bool Pair(List<int> chosen, List<(int Service, double Loss, List<int> Edges)> ways, double now)
    {
        var (best, share) = (((int, int)?)null, 0.0);
        if (chosen.Count + 2 > options.Changes) return false;
        foreach (var first in Touching(ways.OrderByDescending(w => w.Loss).Take(1)).Where(m => !chosen.Contains(m) && Fits([.. chosen, m])))
        {
            var then = new List<(int Service, double Loss, List<int> Edges)>();
            risk.Of(chosen.Append(first).ToHashSet(), then);
            foreach (var second in Touching(then.OrderByDescending(w => w.Loss).Take(1)).Where(m => m != first && !chosen.Contains(m) && Fits([.. chosen, first, m])))
            {
                if (risk.Searches >= options.Searches) return false;
                var lowered = now - Loss([.. chosen, first, second]);
                if (lowered > now * 1e-9 && lowered / Math.Max(Least, Cost([.. chosen, first, second]) - Cost(chosen)) is var each && each > share) (best, share) = ((first, second), each);
            }
        }

        if (best is not var (a, b)) return false;
        chosen.AddRange([a, b]);
        return true;
    }

    /// <summary>Takes one out and looks whether what is then best leaves less.</summary>
    private bool Exchange(List<int> chosen)
    {
        var now = Loss(chosen);
        foreach (var m in chosen.ToList())
        {
            var other = Greedy([.. chosen.Where(c => c != m)], perCost: false);
            if (Loss(other) >= now - (1e-9 * Math.Max(1, now))) continue;
            chosen.Clear();
            chosen.AddRange(other);
            return true;
        }

        return false;
    }

    /// <summary>Most for its cost first, and nothing that lowers nothing.</summary>
    private List<int> Order(List<int> chosen)
    {
        var (left, done) = (chosen.Distinct().ToList(), new List<int>());
        foreach (var m in left.ToList())
            if (left.Count > 1 && Loss(left.Where(l => l != m)) <= Loss(left) * (1 + 1e-12)) left.Remove(m);
        while (left.Count > 0)
        {
            var next = left.OrderByDescending(m => (Loss(done) - Loss([.. done, m])) / Math.Max(Least, Cost([.. done, m]) - Cost(done))).ThenBy(m => finder.Measures[m].Key, StringComparer.Ordinal).First();
            left.Remove(next);
            done.Add(next);
        }

        return done;
    }

    private bool Fits(List<int> set) => Cost(set) <= options.Budget;

    private SortedSet<int> Touching(IEnumerable<(int Service, double Loss, List<int> Edges)> ways) =>
        [.. ways.SelectMany(w => w.Edges).Distinct().SelectMany(e => risk.Options(e)).Select(o => o.Measure).Where(m => !options.Without.Contains(finder.Measures[m].Key))];
}
