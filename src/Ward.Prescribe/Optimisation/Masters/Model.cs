using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>
/// A region's master problem: a column a measure, one for each member of a redundancy (at least as far down as any measure that takes it
/// down), and one for the joint loss; rows for rules, given lists and ways. Keeps every row, so that bounds are computed here from the
/// solver's duals and hold whatever the solver's own arithmetic was worth.
/// </summary>
internal sealed class Model
{
    private readonly Region region;
    private readonly List<double> costs = [], tops = [];
    private readonly List<bool> whole = [];
    private readonly RowBatch all = new();

    public Model(Region region, double mostLoss)
    {
        this.region = region;
        for (var c = 0; c < region.Columns; c++) Column(region.Cost[c], 1, true);
        foreach (var rule in region.Problem.Redundancies) FirstMember.Add(Members(rule.Members.Length));
        Loss = region.Problem.Loss is null ? -1 : Column(1, Math.Max(1, mostLoss), false);
    }

    /// <summary>Column of the joint loss, or -1.</summary>
    public int Loss { get; }

    /// <summary>Column of the first member of each redundancy.</summary>
    public List<int> FirstMember { get; } = [];

    public int Columns => costs.Count;

    public RowBatch Rows => all;

    public void OpenColumns(IMaster master) => master.AddColumns(costs.ToArray(), tops.ToArray(), whole.ToArray());

    public static void Add(RowBatch rows, CutRow row) => rows.Add(row.Columns, row.Shares, 1);

    public void Add(IMaster master, RowBatch rows)
    {
        for (var r = 0; r < rows.Count; r++) all.Add(rows, r);
        master.AddRows(rows);
    }

    /// <param name="rows">Numbers, rising.</param>
    public void Forget(IMaster master, ReadOnlySpan<int> rows)
    {
        all.Remove(rows);
        master.Forget(rows);
    }

    /// <summary>
    /// A bound that is right for any duals (weak duality with columns between 0 and their top; Neumaier and Shcherbina 2004), and what each
    /// column would add to it.
    /// </summary>
    public double Bound(double[] duals, double[] reduced)
    {
        for (var c = 0; c < costs.Count; c++) reduced[c] = costs[c];
        var bound = 0.0;
        for (var r = 0; r < all.Count; r++)
        {
            var y = r < duals.Length && duals[r] > 0 ? duals[r] : 0;
            if (y == 0) continue;
            bound += y * all.Lows[r];
            var (from, before) = all.Entries(r);
            for (var i = from; i < before; i++) reduced[all.Columns[i]] -= y * all.Values[i];
        }

        for (var c = 0; c < costs.Count; c++) bound += Math.Min(0, reduced[c]) * tops[c];
        return bound;
    }

    private int Members(int count)
    {
        for (var i = 0; i < count; i++) Column(0, 1, false);
        return costs.Count - count;
    }

    private int Column(double cost, double top, bool isWhole)
    {
        costs.Add(cost);
        tops.Add(top);
        whole.Add(isWhole);
        return costs.Count - 1;
    }
}
