namespace Ward.Server.Application.Views;

/// <summary>How good the plan is known to be.</summary>
/// <param name="Gap">(cost - bound) / cost, 0 where optimal.</param>
/// <param name="Checked">True where there is a plan and an independent check found that it leaves no path above what is tolerated.</param>
public sealed record ProofView(
    string Status, double Bound, double Gap, string Model, bool Checked, IReadOnlyList<string> Conflicts, string Words);
