namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>Measures by number and, step by step, what each does. Flat arrays, not copied: the caller leaves them alone.</summary>
public sealed class MeasureTable
{
    private readonly double[] costs;
    private readonly int[] first, measure;
    private readonly float[] effect;
    private readonly bool[]? barred;
    private readonly double[]? lead;

    /// <param name="costs">By measure, finite and at least 0.</param>
    /// <param name="first">What touches step e stands from <c>first[e]</c> to before <c>first[e + 1]</c>.</param>
    /// <param name="effect">By how much it lengthens the step (-ln of the factor on its probability), above 0; positive infinity cuts it. Effects of several measures add up.</param>
    /// <param name="barred">True where a measure is never to be used (the protected set).</param>
    /// <param name="lead">Hours until a measure is in force.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together or a figure is out of range.</exception>
    public MeasureTable(double[] costs, int[] first, int[] measure, float[] effect, bool[]? barred = null, double[]? lead = null)
    {
        (this.costs, this.first, this.measure, this.effect, this.barred, this.lead) = (costs, first, measure, effect, barred, lead);
        if (measure.Length != effect.Length || first.Length == 0 || first[^1] != measure.Length) throw new ArgumentException($"{measure.Length} measures, {effect.Length} effects and {(first.Length == 0 ? -1 : first[^1])} places do not fit together", nameof(measure));
        if ((barred?.Length ?? costs.Length) != costs.Length || (lead?.Length ?? costs.Length) != costs.Length) throw new ArgumentException("a list by measure has another length than the costs", nameof(barred));
        for (var m = 0; m < costs.Length; m++)
            if (!(costs[m] >= 0) || double.IsInfinity(costs[m])) throw new ArgumentException($"measure {m} costs {costs[m]}; a finite cost of at least 0 was expected", nameof(costs));
        for (var i = 0; i < measure.Length; i++)
        {
            if ((uint)measure[i] >= (uint)costs.Length) throw new ArgumentException($"measure {measure[i]} is named, of {costs.Length}", nameof(measure));
            if (!(effect[i] > 0)) throw new ArgumentException($"measure {measure[i]} has the effect {effect[i]}; more than 0 was expected", nameof(effect));
        }
    }

    public int Count => costs.Length;

    internal int Steps => first.Length - 1;

    public double Cost(int number) => costs[number];

    public bool IsBarred(int number) => barred is not null && barred[number];

    /// <summary>Hours until it is in force, 0 by default.</summary>
    public double Lead(int number) => lead?[number] ?? 0;

    /// <summary>The measures that touch the step, barred ones included.</summary>
    public ReadOnlySpan<int> Of(int step) => measure.AsSpan(first[step]..first[step + 1]);

    /// <summary>By how much each of <see cref="Of"/> lengthens the step.</summary>
    public ReadOnlySpan<float> Effects(int step) => effect.AsSpan(first[step]..first[step + 1]);
}
