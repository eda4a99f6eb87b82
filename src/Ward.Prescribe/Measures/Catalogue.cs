using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

/// <summary>Every kind of measure, asked for what it could do about one step.</summary>
internal static class Catalogue
{
    private static readonly Func<Ground, Situation, EdgeFacts, IEnumerable<Measure>>[] Kinds =
    [
        Measure.DenySource.Against, Measure.DenyWeb.Against, Measure.CloseFlow.Against, Measure.DisableAccount.Against, Measure.IsolateHost.Against,
        Measure.SegmentZone.Against, Measure.VirtualPatch.Against, Measure.RotateCredential.Against, Measure.ChangePassword.Against,
        Measure.RequireFactor.Against, Measure.Harden.Against, Measure.Patch.Against, Measure.VerifyBackup.Against,
    ];

    /// <summary>The measures that touch the step, whether they are allowed or not; some may be named twice.</summary>
    public static IEnumerable<Measure> Against(Ground ground, Situation situation, EdgeFacts edge) => Kinds.SelectMany(kind => kind(ground, situation, edge));
}
