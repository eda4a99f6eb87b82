using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Plans;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>One run of the optimiser over a region. Used once.</summary>
internal sealed class CutSearch
{
    private static readonly Conflict JointLoss = new Conflict.Rule("joint loss");
    private const int FirstWays = 2_000;
    private readonly Completion completion;
    private readonly OptimiserMemory? memory;
    private readonly Action<int[], double>? found;
    private readonly bool whole;
    private double bound;
    private int kept, bearing;

    public CutSearch(Region region, IMasterSource masters, OptimiserLimits limits, Work work, OptimiserMemory? memory, Action<int[], double>? found)
    {
        (Region, Masters, Limits, Work, this.memory, this.found) = (region, masters, limits, work, memory, found);
        Maker = new(region);
        completion = new(region, Maker, Pool, work);
        whole = region.Problem.Loss is null && region.Cost.All(c => c == Math.Floor(c) && c < 1e9);
    }

    public Region Region { get; }

    public IMasterSource Masters { get; }

    public OptimiserLimits Limits { get; }

    public Work Work { get; }

    public RowMaker Maker { get; }

    public PathCuts Pool { get; } = new();

    /// <summary>Columns of the best plan, sorted; null where none is known.</summary>
    public int[]? Best { get; private set; }

    public double BestCost { get; private set; } = double.PositiveInfinity;

    /// <summary>Relaxations and whole-number searches so far.</summary>
    public int Rounds { get; set; }

    public int Searches { get; set; }

    /// <summary>Ways of the pool that stood in the master at the end.</summary>
    public IReadOnlyList<int> Bearing { get; set; } = [];

    public OptimiserAnswer Run()
    {
        if (Untouchable() is { } conflict) return new OptimiserAnswer.Infeasible(WithLoss(conflict)) { Figures = Figures() };
        if (memory is not null) Recall(memory);
        if (memory is { Plan.Length: > 0 }) Begin(memory.Plan.Select(m => m < Region.ColumnOf.Length ? Region.ColumnOf[m] : -1).Where(c => c >= 0));
        if (Best is null) Begin([]);
        if (Best is { Length: 0 } && BestCost == 0) return Proven();
        return new Proof(this).Run();
    }

    private void Recall(OptimiserMemory known)
    {
        for (var w = 0; w < known.Ways.Count; w++)
        {
            if (Maker.Again(known.Ways[w].Way, known.Ways[w].Under) is { } row) Pool.Add(row);
            if (w < known.Bearing) bearing = Pool.Rows.Count;
        }

        kept = Pool.Rows.Count;
    }

    /// <summary>A demand that fails by itself: a way that stays too short with every allowed measure in force, a rule that not even the empty plan keeps; or null.</summary>
    private Conflict? Untouchable()
    {
        var all = new bool[Region.Columns];
        Array.Fill(all, true);
        var ways = new Ways(Region);
        for (var k = 0; k < Region.Within.Length; k++)
        {
            var field = new DistanceField(Region, k, all, Work);
            foreach (var g in Region.GoalsOf[k])
                if (field.IsTooShort(g) && Maker.Make(g, ways.To(Region.Goals[g].State, field.By), null) is { } row) return ConflictFilter.Told(Region, row);
        }

        foreach (var list in Region.Problem.Given)
            if (!list.Any(m => Region.ColumnOf[m] >= 0)) return new Conflict.Given(list);
        if (Region.Problem.Ceilings.FirstOrDefault(c => c.Limit < 0) is { } ceiling) return new Conflict.Rule(ceiling.Name);
        return Region.Problem.Redundancies.FirstOrDefault(r => r.AtLeast > r.Members.Length) is { } rule ? new Conflict.Rule(rule.Name) : null;
    }

    /// <summary>The joint loss is part of a contradiction where the problem has one.</summary>
    public IReadOnlyList<Conflict> WithLoss(IReadOnlyList<Conflict> conflicts) => Region.Problem.Loss is null ? conflicts : [.. conflicts, JointLoss];

    /// <summary>Where a measure that would help is out only for what it loses, the loss is part of the contradiction.</summary>
    private Conflict[] WithLoss(Conflict conflict)
    {
        var missing = conflict switch { Conflict.Way way => way.Barred, Conflict.Given given => given.Measures, _ => [] };
        return missing.Any(m => !Region.Problem.Measures.IsBarred(m)) ? [conflict, JointLoss] : [conflict];
    }

    /// <summary>A plan from these columns: those that fit are taken, then it is completed and reduced.</summary>
    public void Begin(IEnumerable<int> columns)
    {
        var plan = new PlanState(Region, Work);
        foreach (var c in columns)
            if (!plan.Chosen[c] && plan.Fits(c)) plan.Add(c);
        if (!completion.Complete(plan)) return;
        completion.Reduce(plan);
        Offer(plan.Columns, plan.Cost);
    }

    public void Offer(IReadOnlyList<int> columns, double cost)
    {
        if (!(cost < BestCost - 1e-9)) return;
        (Best, BestCost) = ([.. columns.Order()], cost);
        found?.Invoke(Region.Measures(Best), cost);
    }

    public void Raise(double to) => bound = Math.Max(bound, to);

    /// <summary>How much more than the bound a cheaper plan may cost.</summary>
    public double Room(double above) => BestCost - above - (whole ? 1 : 0) + (1e-6 * Math.Max(1, BestCost));

    /// <summary>The ways that the master begins with.</summary>
    public IEnumerable<int> First() => Enumerable.Range(0, Pool.Rows.Count).Where(w => w < bearing || w >= kept).Take(FirstWays);

    public bool Closes() => Best is not null && (bound >= BestCost - (Limits.Gap * Math.Max(1e-6, BestCost)) || (whole && Math.Ceiling(bound - 1e-6) >= BestCost - 1e-9));

    public OptimiserAnswer.Optimal Proven() => new OptimiserAnswer.Optimal(Region.Measures(Best!), BestCost, BestCost) { Figures = Figures() };

    public OptimiserAnswer Unproven(string why)
    {
        if (Closes()) return Proven();
        if (Best is null) return new OptimiserAnswer.Open(why) { Figures = Figures() };
        var least = Math.Min(BestCost, Math.Max(bound, DualAscent.Bound(Region, Pool.Rows)));
        return least >= BestCost - (Limits.Gap * Math.Max(1e-6, BestCost))
            ? Proven()
            : new OptimiserAnswer.Feasible(Region.Measures(Best), BestCost, least, why) { Figures = Figures() };
    }

    public OptimiserFigures Figures() => new(Region.States, Region.Steps, Region.Columns, Pool.Rows.Count, kept, Rounds, Searches, Work.Done);
}
