using Ward.Predict.AttackGraphs;

namespace Ward.Prescribe.Measures;

/// <summary>What measures do to steps, for who reckons with them and does not choose them.</summary>
public static class MeasureEffect
{
    /// <summary>By how much the measures together lengthen a step of a situation (-ln of the factor on its probability); infinite where one stops it.</summary>
    public static Func<Situation, EdgeFacts, double> Of(IReadOnlyList<Measure> measures) => (situation, edge) =>
    {
        var sum = 0.0;
        foreach (var measure in measures) sum += measure.Lengthens(situation, edge);
        return sum;
    };
}
