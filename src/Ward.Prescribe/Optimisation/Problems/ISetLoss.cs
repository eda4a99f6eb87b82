namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>What a plan costs as a whole beside the sum of its measures. Pure and thread-safe.</summary>
public interface ISetLoss
{
    /// <summary>0 for none, never less when a measure is added, positive infinity where the set is not allowed.</summary>
    double Of(IReadOnlyList<int> set);
}
