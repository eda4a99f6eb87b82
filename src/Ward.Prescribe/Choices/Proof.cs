namespace Ward.Prescribe.Choices;

/// <summary>How good the plan is known to be.</summary>
/// <param name="Status">What the solver can say.</param>
/// <param name="Bound">No plan that meets the constraints costs less.</param>
/// <param name="Gap">(cost - bound) / cost, 0 where optimal.</param>
/// <param name="Model">Which model the proof is about, in words.</param>
/// <param name="Checked">True where there is a plan and an independent Dijkstra found that it leaves no path above tolerance.</param>
/// <param name="Conflicts">Where infeasible: the constraints that cannot hold together; where unfinished: what ended the search. In plain words.</param>
public sealed record Proof(
    ProofStatus Status,
    double Bound,
    double Gap,
    string Model,
    bool Checked,
    IReadOnlyList<string> Conflicts);
