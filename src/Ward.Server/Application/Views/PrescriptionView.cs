namespace Ward.Server.Application.Views;

/// <summary>The chosen measures with their cost, effects and proof.</summary>
/// <param name="Hash">What an approval binds to.</param>
/// <param name="Line">The whole prescription in one line.</param>
public sealed record PrescriptionView(
    string Id, string Hash, DateTimeOffset At, string Line, IReadOnlyList<MeasureView> Measures, bool Attested,
    CostView Cost, IReadOnlyList<EffectView> Effects, IReadOnlyList<ResidualView> Residual, ProofView Proof,
    IReadOnlyList<AlternativeView> Alternatives, IReadOnlyList<string> Why, string IfNothing)
{
    /// <summary>What it would have done to the conversations of the last days, or null where that was not looked at.</summary>
    public RehearsalView? Rehearsal { get; init; }
}
