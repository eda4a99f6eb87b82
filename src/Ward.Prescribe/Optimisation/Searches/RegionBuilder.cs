using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>Renumbers what the forward search reached.</summary>
internal sealed class RegionBuilder(InterdictionProblem problem, double[] slack, double[] distance, int[] local, List<int> order, Dictionary<int, (int Left, double Latest)>? open)
{
    private readonly StepGraph graph = problem.Graph;

    public Region Build()
    {
        var firstOut = new int[order.Count + 1];
        var steps = new List<int>();
        for (var s = 0; s < order.Count; s++)
        {
            var (from, before) = graph.Out(order[s]);
            for (var e = from; e < before; e++)
                if (Keeps(order[s], e)) steps.Add(e);
            firstOut[s + 1] = steps.Count;
        }

        var head = new int[steps.Count];
        var firstIn = new int[order.Count + 1];
        for (var e = 0; e < head.Length; e++) firstIn[(head[e] = local[graph.Head(steps[e])]) + 1]++;
        var premises = new int[order.Count];
        if (open is not null)
            for (var s = 0; s < order.Count; s++)
                if (graph.IsJoint(order[s])) premises[s] = firstIn[s + 1];
        for (var s = 0; s < order.Count; s++) firstIn[s + 1] += firstIn[s];
        var (inStep, at) = (new int[head.Length], firstIn.AsSpan(..order.Count).ToArray());
        for (var e = 0; e < head.Length; e++) inStep[at[head[e]]++] = e;
        var within = problem.Goals.Where(IsThreatened).Select(g => g.Within).Distinct().Order().ToArray();
        var goals = problem.Goals.Index().Where(g => IsThreatened(g.Item))
            .Select(g => (local[g.Item.State], g.Item.Limit, Array.IndexOf(within, g.Item.Within), g.Index)).ToArray();
        return Covered(steps, new(problem)
        {
            States = order.Count, FirstOut = firstOut, Tail = [.. steps.Select(e => local[graph.Tail(e)])], Head = head, FirstIn = firstIn, InStep = inStep,
            Weight = [.. steps.Select(e => problem.Weights[e])], Global = [.. steps], Premises = premises, HasJoint = Array.Exists(premises, p => p > 0),
            Slack = [.. order.Select(s => slack[s])],
            Sources = [.. problem.Sources.Where(s => local[s.State] >= 0 && s.Offset + slack[s.State] < -InterdictionProblem.Even).Select(s => s with { State = local[s.State] })],
            Goals = goals, Within = within, GoalsOf = [.. within.Select((_, k) => goals.Index().Where(g => g.Item.Item3 == k).Select(g => g.Index).ToArray())],
            MeasureOf = [], Cost = [], Lead = [], Alone = [], FirstCover = [], CoverColumn = [], CoverEffect = [], FirstTouched = [], Touched = [], ColumnOf = [],
        });
    }

    private bool IsThreatened(Goal goal) => local[goal.State] >= 0 && distance[goal.State] < goal.Limit - InterdictionProblem.Even;

    private bool Keeps(int tail, int step)
    {
        var head = graph.Head(step);
        if (local[head] < 0 || double.IsPositiveInfinity(problem.Weights[step])) return false;
        return graph.IsJoint(head)
            ? open!.TryGetValue(head, out var known) && known.Left == 0
            : distance[tail] + problem.Weights[step] + slack[head] < -InterdictionProblem.Even;
    }

    private Region Covered(List<int> steps, Region plain)
    {
        var measures = problem.Measures;
        var columnOf = new int[measures.Count];
        Array.Fill(columnOf, -1);
        var (measureOf, alone, column, effect) = (new List<int>(), new List<double>(), new List<int>(), new List<double>());
        var first = new int[steps.Count + 1];
        for (var e = 0; e < steps.Count; e++)
        {
            var of = measures.Of(steps[e]);
            var effects = measures.Effects(steps[e]);
            for (var i = 0; i < of.Length; i++)
            {
                if (Column(of[i]) is not (var c and >= 0)) continue;
                column.Add(c);
                effect.Add(effects[i]);
            }

            first[e + 1] = column.Count;
        }

        foreach (var m in problem.Given.SelectMany(g => g)) Column(m);
        var firstTouched = new int[measureOf.Count + 1];
        foreach (var c in column) firstTouched[c + 1]++;
        for (var c = 0; c < measureOf.Count; c++) firstTouched[c + 1] += firstTouched[c];
        var (touched, at) = (new int[column.Count], firstTouched.AsSpan(..measureOf.Count).ToArray());
        for (var e = 0; e < steps.Count; e++)
            for (var i = first[e]; i < first[e + 1]; i++) touched[at[column[i]]++] = e;
        return new(problem)
        {
            States = plain.States, FirstOut = plain.FirstOut, Tail = plain.Tail, Head = plain.Head, FirstIn = plain.FirstIn, InStep = plain.InStep,
            Weight = plain.Weight, Global = plain.Global, Premises = plain.Premises, HasJoint = plain.HasJoint, Slack = plain.Slack, Sources = plain.Sources,
            Goals = plain.Goals, Within = plain.Within, GoalsOf = plain.GoalsOf,
            MeasureOf = [.. measureOf], Cost = [.. measureOf.Select(measures.Cost)], Lead = [.. measureOf.Select(measures.Lead)], Alone = [.. alone],
            FirstCover = first, CoverColumn = [.. column], CoverEffect = [.. effect], FirstTouched = firstTouched, Touched = touched, ColumnOf = columnOf,
        };

        int Column(int m)
        {
            if (columnOf[m] != -1) return columnOf[m];
            var loss = measures.IsBarred(m) || problem.Loss is null ? 0 : problem.Loss.Of([m]);
            if (measures.IsBarred(m) || double.IsPositiveInfinity(loss)) return columnOf[m] = -2;
            if (problem.Loss is not null) alone.Add(loss);
            measureOf.Add(m);
            return columnOf[m] = measureOf.Count - 1;
        }
    }
}
