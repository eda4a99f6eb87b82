using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>
/// Cheaper plans near the best one: most of its columns are held, the others and those that the relaxation thinks well of are free, and a
/// short whole-number search says what is cheapest there (large neighbourhood search, Shaw 1998). What it says is asked of the graph; the
/// ways that it leaves are added. More is freed where a search finds the best plan to be best, less where it comes to no end.
/// </summary>
internal sealed class Neighbourhoods(CutSearch search, Relaxation relaxation, Model model, IMaster master, MasterRows rows)
{
    private const int Tries = 16, Fruitless = 6, Again = 4, Nodes = 10, Least = 10;
    private readonly Region region = search.Region;
    private readonly Random random = new(20_261);

    public void Run(double[] values, double[] reduced)
    {
        if (search.Best is null) return;
        var core = Enumerable.Range(0, region.Columns).Where(c => values[c] > 1e-6 || reduced[c] < 0.1 * region.Cost[c]).ToHashSet();
        var free = search.Best.Length * 2 / 5;
        for (int i = 0, fruitless = 0; i < Tries && fruitless < Fruitless && !search.Work.IsOver; i++)
        {
            var before = search.BestCost;
            core.UnionWith(search.Best);
            var order = search.Best.ToArray();
            random.Shuffle(order);
            free = Math.Clamp(free, Math.Min(Least, order.Length), order.Length);
            switch (Around(core, order[free..]))
            {
                case MasterAnswer.Solved when free == order.Length: return;
                case MasterAnswer.Solved: free += 1 + (free / 8); break;
                case MasterAnswer.Unfinished: free = free * 4 / 5; break;
                default: return;
            }

            fruitless = search.BestCost < before ? 0 : fruitless + 1;
        }
    }

    /// <summary>What the last search said.</summary>
    private MasterAnswer? Around(HashSet<int> core, int[] held)
    {
        int[] barred = [.. Enumerable.Range(0, region.Columns).Where(c => !core.Contains(c))];
        MasterAnswer? answer = null;
        for (var again = 0; again < Again && !search.Work.IsOver && !search.Closes(); again++)
        {
            answer = master.Solve(barred, held, [], Nodes);
            var (values, nodes) = answer switch { MasterAnswer.Solved s => (s.Values, s.Work), MasterAnswer.Unfinished u => (u.Values, u.Work), _ => ([], 1) };
            // Most columns are given: a node takes a part of what it takes in the whole program.
            search.Work.Left -= (nodes + 1) * rows.NodeWork / 3;
            if (values.Length == 0) return answer;
            int[] chosen = [.. Enumerable.Range(0, region.Columns).Where(c => values[c] > 0.5)];
            if (chosen.Sum(c => region.Cost[c]) + (model.Loss < 0 ? 0 : values[model.Loss]) >= search.BestCost - 1e-9) return answer;
            relaxation.Separate(values);
            search.Begin(chosen);
            if (rows.Admit(values, int.MaxValue) == 0) return answer;
        }

        return answer;
    }
}
