namespace Ward.Prescribe.Optimisation.Cuts;

/// <summary>One way to a goal: a path, or, through joint states, a tree of steps.</summary>
/// <param name="Goal">Number of the goal in the problem.</param>
/// <param name="Steps">Numbers of the problem's steps, each once, those into a state before those out of it; empty where a source is the goal.</param>
internal sealed record Derivation(int Goal, int[] Steps);
