using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

/// <summary>A joint loss: a toll where both of a pair are in the plan; an infinite one forbids the pair.</summary>
internal sealed record PairTolls((int A, int B, double Toll)[] Pairs) : ISetLoss
{
    public double Of(IReadOnlyList<int> set) => Pairs.Where(p => set.Contains(p.A) && set.Contains(p.B)).Sum(p => p.Toll);
}
