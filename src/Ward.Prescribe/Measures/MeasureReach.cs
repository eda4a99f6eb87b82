using Ward.Predict.AttackGraphs;

namespace Ward.Prescribe.Measures;

/// <summary>What measures do to the steps of one situation, alone and together.</summary>
internal sealed class MeasureReach(Situation situation)
{
    /// <summary>True where the measure stops the step for good.</summary>
    public bool Cuts(Measure measure, in EdgeFacts edge) => double.IsPositiveInfinity(measure.Lengthens(situation, edge));

    /// <summary>By how much the measures together lengthen the edge of that number: their effects add up, so probabilities multiply.</summary>
    public double Lengthened(IReadOnlyList<Measure> plan, int number)
    {
        if (plan.Count == 0) return 0;
        var (edge, sum) = (situation.Edge(number), 0.0);
        foreach (var measure in plan) sum += measure.Lengthens(situation, edge);
        return sum;
    }
}
