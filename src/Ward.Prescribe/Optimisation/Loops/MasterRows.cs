using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>
/// Which ways of the pool stand in the master as rows: those that bear on its answer now. The others wait, and come back when a solution
/// breaks them, so the master stays small however many ways are known.
/// </summary>
internal sealed class MasterRows(Model model, IMaster master, PathCuts pool)
{
    private const int Spare = 600;
    private readonly List<int> wayOf = [];
    private readonly List<bool> isIn = [];
    private double lowest = double.NegativeInfinity;

    public int Entries => model.Rows.Columns.Count;

    /// <summary>What a node of a whole-number search over them takes, in units of work.</summary>
    public long NodeWork => Node(Entries);

    public static long Node(int entries) => Math.Max(OptimiserLimits.Node, 15L * entries);

    /// <summary>Rows that are no ways; they stay.</summary>
    public void Add(RowBatch rules)
    {
        if (rules.Count == 0) return;
        model.Add(master, rules);
        for (var r = 0; r < rules.Count; r++) wayOf.Add(-1);
    }

    public void Add(IReadOnlyList<int> ways)
    {
        if (ways.Count == 0) return;
        Grow();
        var batch = new RowBatch();
        foreach (var w in ways)
        {
            Model.Add(batch, pool.Rows[w]);
            wayOf.Add(w);
            isIn[w] = true;
        }

        model.Add(master, batch);
    }

    /// <summary>Adds ways that the solution breaks, the most broken first; tells how many.</summary>
    public int Admit(ReadOnlySpan<double> solution, int most)
    {
        Grow();
        var broken = new List<(double Held, int Way)>();
        for (var w = 0; w < isIn.Count; w++)
            if (!isIn[w] && pool.Rows[w].Held(solution) is var held and < 1 - 1e-5) broken.Add((held, w));
        broken.Sort();
        Add([.. broken.Take(most).Select(b => b.Way)]);
        return Math.Min(most, broken.Count);
    }

    /// <summary>Takes out the ways that the solution keeps with room to spare, once they outnumber those that bear on it and the bound has risen since.</summary>
    public void Trim(double[] solution, double[] duals, double bound)
    {
        var (idle, bearing) = (new List<int>(), 0);
        for (var r = 0; r < wayOf.Count; r++)
        {
            if (wayOf[r] < 0) continue;
            if (duals[r] > 0 || pool.Rows[wayOf[r]].Held(solution) < 1 + 1e-6) bearing++;
            else idle.Add(r);
        }

        if (idle.Count <= Spare + (2 * bearing) || bound <= lowest + (1e-6 * Math.Abs(bound))) return;
        lowest = bound;
        model.Forget(master, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(idle));
        foreach (var r in idle) isIn[wayOf[r]] = false;
        for (var i = idle.Count - 1; i >= 0; i--) wayOf.RemoveAt(idle[i]);
    }

    /// <summary>The duals of the rows by way of the pool.</summary>
    public double[] ByWay(double[] duals)
    {
        var by = new double[pool.Rows.Count];
        for (var r = 0; r < wayOf.Count && r < duals.Length; r++)
            if (wayOf[r] >= 0) by[wayOf[r]] = Math.Max(0, duals[r]);
        return by;
    }

    public IEnumerable<int> Ways => wayOf.Where(w => w >= 0);

    private void Grow()
    {
        while (isIn.Count < pool.Rows.Count) isIn.Add(false);
    }
}
