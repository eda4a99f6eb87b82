namespace Ward.Prescribe.Optimisation.Cuts;

/// <summary>What a plan must hold because of one way: sum of share x chosen is at least 1. A share of 1 suffices alone.</summary>
/// <param name="Under">Measures (numbers of the problem, sorted) that are counted as taken already; the row asks for what is still missing.</param>
internal sealed record CutRow(Derivation Way, int[] Under, int[] Columns, double[] Shares)
{
    /// <summary>How much of the row a solution holds; at least 1 where it keeps it.</summary>
    public double Held(ReadOnlySpan<double> solution)
    {
        var sum = 0.0;
        for (var i = 0; i < Columns.Length; i++) sum += Shares[i] * solution[Columns[i]];
        return sum;
    }
}
