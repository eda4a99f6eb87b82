using Ward.Predict;

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
    IReadOnlyList<string> Conflicts)
{
    /// <summary>How near the plan is known to be to the cheapest, as a part of a sentence: from the bound, since a gap of a half is a plan at twice the least.</summary>
    public string Nearness()
    {
        if (!(Bound > 0 && Gap < 1)) return "how much less another would cost is not known";
        // Rounded up, so that 'at most' is true.
        var more = Gap / (1 - Gap);
        var grain = more < 0.1 ? 1000 : 100;
        return $"at most {PlainText.Percent(Math.Max(1, Math.Ceiling((more * grain) - 1e-6)) / grain)} dearer than the cheapest possible";
    }
}
