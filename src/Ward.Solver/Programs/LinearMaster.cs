using Google.OrTools.LinearSolver;
using Ward.Prescribe.Optimisation.Masters;
using OrSolver = Google.OrTools.LinearSolver.Solver;

namespace Ward.Solver.Programs;

/// <summary>The master of this process: GLOP for the relaxation, which goes on from its last basis as rows come; SCIP, one thread, for whole columns.</summary>
internal sealed class LinearMaster : IDisposable
{
    // Covering rows are cut sharp already: SCIP's own cuts and strong branching took twenty times as long here as plain branching does.
    private const string Settings = "randomization/randomseedshift = 0\nlimits/gap = 0\nseparating/maxroundsroot = 0\nseparating/maxrounds = 0\nbranching/pscost/priority = 100000\n";

    private const int Lazy = 3;
    private readonly List<double> costs = [], tops = [];
    private readonly List<bool> whole = [];
    private readonly List<(int[] Columns, double[] Values, double Low)> rows = [];
    private readonly OrSolver glop;
    // Null until a row names the column, in the first relaxations: what stands in no row stays at 0, and of tens of thousands few ever do.
    // Later all are there, since GLOP goes on from its last basis only where nothing but rows has come.
    private readonly List<Variable?> variables = [];
    private readonly List<Constraint> constraints = [];
    private int relaxations;

    public LinearMaster()
    {
        glop = OrSolver.CreateSolver("GLOP") ?? throw new InvalidOperationException("OR-Tools has no GLOP");
        // From the last optimum a new row leaves the basis dual feasible.
        glop.SetSolverSpecificParametersAsString("use_dual_simplex: true, use_preprocessing: false");
        glop.Objective().SetMinimization();
    }

    public void AddColumns(ReadOnlySpan<double> costs, ReadOnlySpan<double> tops, ReadOnlySpan<bool> whole)
    {
        if (costs.Length != tops.Length || costs.Length != whole.Length) throw new InvalidDataException($"{costs.Length} costs, {tops.Length} tops and {whole.Length} marks");
        for (var i = 0; i < costs.Length; i++)
        {
            if (!double.IsFinite(costs[i]) || !(tops[i] >= 0) || !double.IsFinite(tops[i])) throw new InvalidDataException($"a column of cost {costs[i]} up to {tops[i]}");
            this.costs.Add(costs[i]);
            this.tops.Add(tops[i]);
            this.whole.Add(whole[i]);
            variables.Add(null);
            if (IsNeeded(variables.Count - 1)) Use(variables.Count - 1);
        }
    }

    public void AddRows(RowBatch batch)
    {
        for (var r = 0; r < batch.Count; r++)
        {
            var (from, before) = batch.Entries(r);
            if (from > before || before > batch.Columns.Count) throw new InvalidDataException($"row {r} runs from {from} to {before}, of {batch.Columns.Count}");
            int[] columns = [.. batch.Columns[from..before]];
            double[] values = [.. batch.Values[from..before]];
            if (Array.Exists(columns, c => (uint)c >= (uint)costs.Count) || Array.Exists(values, v => !double.IsFinite(v)) || !double.IsFinite(batch.Lows[r])) throw new InvalidDataException($"row {r} names a column or figure that is not there");
            rows.Add((columns, values, batch.Lows[r]));
            constraints.Add(Row(rows[^1]));
        }
    }

    public void Forget(ReadOnlySpan<int> rows)
    {
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            if ((uint)rows[i] >= (uint)this.rows.Count || (i > 0 && rows[i - 1] >= rows[i])) throw new InvalidDataException($"row {rows[i]} is to be taken out, of {this.rows.Count}");
            this.rows.RemoveAt(rows[i]);
        }

        if (rows.Length > 0) Anew();
    }

    /// <param name="milliseconds">Most time, or 0 for no limit.</param>
    public MasterAnswer Relax(ReadOnlySpan<int> held, long milliseconds)
    {
        // 0 takes the limit of an earlier call away.
        glop.SetTimeLimit(milliseconds);
        foreach (var c in held)
        {
            if ((uint)c >= (uint)costs.Count) throw new InvalidDataException($"column {c} is to be held, of {costs.Count}");
            Use(c).SetLb(tops[c]);
        }

        var answer = Relax();
        foreach (var c in held) Use(c).SetLb(0);
        return answer;
    }

    private MasterAnswer Relax()
    {
        if (++relaxations == Lazy)
            for (var c = 0; c < costs.Count; c++) Use(c);
        var status = glop.Solve();
        // Told of the last solve, and of nothing where there is no optimum.
        var work = status == OrSolver.ResultStatus.OPTIMAL ? Math.Max(1, glop.Iterations()) : 1;
        return status switch
        {
            OrSolver.ResultStatus.OPTIMAL => new MasterAnswer.Solved(
                [.. variables.Select(v => v?.SolutionValue() ?? 0)], glop.Objective().Value(), [.. constraints.Select(c => c.DualValue())], work),
            OrSolver.ResultStatus.INFEASIBLE => new MasterAnswer.Contradiction(work),
            _ => new MasterAnswer.Unfinished([], double.NegativeInfinity, work),
        };
    }

    public MasterAnswer Solve(ReadOnlySpan<int> barred, ReadOnlySpan<int> held, ReadOnlySpan<double> start, long nodes, long milliseconds)
    {
        using var scip = OrSolver.CreateSolver("SCIP") ?? throw new InvalidOperationException("OR-Tools has no SCIP");
        scip.SetTimeLimit(milliseconds);
        scip.SetSolverSpecificParametersAsString(FormattableString.Invariant($"limits/totalnodes = {Math.Max(1, nodes)}\n{Settings}"));
        scip.Objective().SetMinimization();
        // Columns whose value is given are no part of the program.
        var given = new double?[costs.Count];
        var named = new bool[costs.Count];
        foreach (var row in rows)
            foreach (var c in row.Columns) named[c] = true;
        for (var c = 0; c < given.Length; c++)
            if (!named[c] && costs[c] >= 0) given[c] = 0;
        foreach (var c in held) given[c] = tops[c];
        foreach (var c in barred) given[c] = 0;
        var columns = new Variable?[costs.Count];
        var (hinted, hints, fixedCost) = (new List<Variable>(), new List<double>(), 0.0);
        for (var c = 0; c < costs.Count; c++)
        {
            if (given[c] is { } value)
            {
                fixedCost += value * costs[c];
                continue;
            }

            columns[c] = scip.MakeVar(0, tops[c], whole[c], "");
            scip.Objective().SetCoefficient(columns[c], costs[c]);
            if (start.Length != costs.Count) continue;
            hinted.Add(columns[c]!);
            hints.Add(start[c]);
        }

        scip.Objective().SetOffset(fixedCost);
        foreach (var row in rows) Row(scip, columns, given, row);
        if (hinted.Count > 0) scip.SetHint([.. hinted], [.. hints]);
        var status = scip.Solve();
        var work = Math.Max(1, scip.Nodes());
        double[] Values() => [.. columns.Select((v, c) => v?.SolutionValue() ?? given[c] ?? 0)];
        return status switch
        {
            OrSolver.ResultStatus.OPTIMAL => new MasterAnswer.Solved(Values(), Math.Min(scip.Objective().BestBound(), scip.Objective().Value()), [], work),
            OrSolver.ResultStatus.FEASIBLE => new MasterAnswer.Unfinished(Values(), scip.Objective().BestBound(), work),
            OrSolver.ResultStatus.INFEASIBLE => new MasterAnswer.Contradiction(work),
            _ => new MasterAnswer.Unfinished([], double.NegativeInfinity, work),
        };
    }

    public void Dispose() => glop.Dispose();

    /// <summary>The library takes no row out of a program, so it is made again.</summary>
    private void Anew()
    {
        glop.Clear();
        constraints.Clear();
        for (var c = 0; c < costs.Count; c++)
        {
            variables[c] = null;
            if (IsNeeded(c)) Use(c);
        }

        glop.Objective().SetMinimization();
        foreach (var row in rows) constraints.Add(Row(row));
    }

    private bool IsNeeded(int column) => costs[column] < 0 || relaxations >= Lazy;

    private Variable Use(int column)
    {
        if (variables[column] is { } known) return known;
        var variable = glop.MakeNumVar(0, tops[column], "");
        glop.Objective().SetCoefficient(variable, costs[column]);
        variables[column] = variable;
        return variable;
    }

    private Constraint Row((int[] Columns, double[] Values, double Low) row)
    {
        var constraint = glop.MakeConstraint(row.Low, double.PositiveInfinity);
        for (var i = 0; i < row.Columns.Length; i++) constraint.SetCoefficient(Use(row.Columns[i]), row.Values[i]);
        return constraint;
    }

    private static void Row(OrSolver program, Variable?[] variables, double?[] given, (int[] Columns, double[] Values, double Low) row)
    {
        var (low, least) = (row.Low, 0.0);
        for (var i = 0; i < row.Columns.Length; i++)
            if (given[row.Columns[i]] is { } value) low -= value * row.Values[i];
            else if (row.Values[i] < 0) least = double.NegativeInfinity;
        // What is given keeps it already, whatever the rest is.
        if (low <= least) return;
        var constraint = program.MakeConstraint(low, double.PositiveInfinity);
        for (var i = 0; i < row.Columns.Length; i++)
            if (variables[row.Columns[i]] is { } variable) constraint.SetCoefficient(variable, row.Values[i]);
    }
}
