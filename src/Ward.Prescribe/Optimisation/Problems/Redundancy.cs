namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>Of these members at least so many must be left standing.</summary>
/// <param name="Members">For each member the measures any one of which takes it down.</param>
public sealed record Redundancy(string Name, int[][] Members, int AtLeast);
