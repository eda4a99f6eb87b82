using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Plans;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>
/// The linear master and what is looked for with its answers: ways that it breaks, until none is found; a bound from its duals; plans, by
/// diving (<see cref="Dive"/>) and around the best one (<see cref="Neighbourhoods"/>).
/// </summary>
internal sealed class Relaxation(CutSearch search, Model model, IMaster master, MasterRows rows)
{
    private const int Most = 400, Early = 4, Few = 600;
    private static readonly double[] Weights = [0.003, 0.03, 0.08, 0.2, 0.6, 2];
    private readonly Region region = search.Region;
    private readonly FractionalSeparator separator = new(search.Region, search.Maker, search.Pool, search.Work);
    private readonly LabelSeparator labels = new(search.Region, search.Maker, search.Pool, search.Work);
    private readonly double[] reduced = new double[model.Columns];
    private double[] between = [];
    private int sinceRise;
    private bool isImproved;

    /// <summary>The best bound of a relaxation.</summary>
    public double Bound { get; private set; }

    /// <summary>What each column would add to <see cref="Bound"/>.</summary>
    public double[] Reduced { get; private set; } = [];

    public bool Contradicts { get; private set; }

    /// <summary>Null where the relaxation is not enough, or contradicts itself.</summary>
    public OptimiserAnswer? Run()
    {
        while (search.Rounds < search.Limits.Rounds && !search.Work.IsOver)
        {
            search.Rounds++;
            switch (Solve([]))
            {
                case MasterAnswer.Faulted faulted:
                    search.Begin([]);
                    return search.Unproven(faulted.Reason);
                case MasterAnswer.Contradiction: Contradicts = true; return null;
                case MasterAnswer.Unfinished: return null;
                case MasterAnswer.Solved solved:
                    Price(solved);
                    if (search.Closes()) return search.Proven();
                    if (!Cut(solved)) return search.Closes() ? search.Proven() : null;
                    if (search.Closes()) return search.Proven();
                    break;
                case var other: throw new InvalidOperationException($"unknown answer {other}");
            }
        }

        return null;
    }

    /// <summary>Adds ways that a whole solution breaks to the pool.</summary>
    public void Separate(double[] values) => separator.Find(values, Weights);

    /// <summary>Columns that no plan cheaper than the best has: their reduced cost exceeds what is left (reduced-cost fixing).</summary>
    public int[] Barred()
    {
        if (search.Best is null || Reduced.Length == 0) return [];
        var left = search.Room(Bound);
        return [.. Enumerable.Range(0, region.Columns).Where(c => Reduced[c] > left && Array.BinarySearch(search.Best, c) < 0)];
    }

    public MasterAnswer Solve(ReadOnlySpan<int> held)
    {
        var answer = master.Relax(held);
        if (answer is MasterAnswer.Solved solved) search.Work.Left -= Math.Max(OptimiserLimits.Iteration, rows.Entries / 100) * solved.Work;
        return answer;
    }

    private void Price(MasterAnswer.Solved solved)
    {
        var bound = model.Bound(solved.Duals, reduced);
        sinceRise = bound > Bound * 1.001 ? 0 : sinceRise + 1;
        if (bound <= Bound && Reduced.Length > 0) return;
        (Bound, Reduced) = (bound, [.. reduced]);
        search.Raise(bound);
    }

    /// <summary>True where rows were added that the solution breaks.</summary>
    private bool Cut(MasterAnswer.Solved solved)
    {
        if (sinceRise == Early || (!isImproved && search.Work.Left < search.Limits.Work * 0.55)) Improve(solved.Values);
        else rows.Trim(solved.Values, solved.Duals, Bound);
        if (search.Closes()) return false;
        // Ways that a point behind the answer breaks are met earlier than the answers that would show them.
        if (between.Length == 0) between = [.. solved.Values];
        else
            for (var c = 0; c < between.Length; c++) between[c] = (0.5 * between[c]) + (0.5 * solved.Values[c]);
        separator.Find(between, Weights);
        var broken = rows.Admit(solved.Values, Most);
        if (broken < Most / 2 && labels.Find(solved.Values) > 0) broken += rows.Admit(solved.Values, Most);
        if (broken == 0 && separator.Find(solved.Values, Weights) > 0) broken = rows.Admit(solved.Values, Most);
        if (broken > 0) return true;
        // Few columns left: the whole-number search is as quick as looking for a better plan first.
        if (search.Best is null || region.Columns - Barred().Length > Few) Improve(solved.Values);
        return rows.Admit(solved.Values, Most) > 0;
    }

    private void Improve(double[] values)
    {
        isImproved = true;
        var dive = new Dive(search, this, rows);
        if (dive.Run(values) is { } columns) search.Begin(columns);
        if (!search.Closes()) new Neighbourhoods(search, this, model, master, rows).Run(values, Reduced);
    }
}
