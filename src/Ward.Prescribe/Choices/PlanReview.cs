using Ward.Prescribe.Costs;

namespace Ward.Prescribe.Choices;

/// <summary>A recorded plan, looked at over a model by the independent check.</summary>
/// <param name="Faults">Why it would not be told there, one sentence each; empty where it holds.</param>
/// <param name="Residual">Highest probability on any path to each service at risk on that model, before and with the plan; greatest before first. Empty where a measure of it cannot be carried out there.</param>
/// <param name="Cost">What it costs there; nothing where a measure of it cannot be carried out.</param>
/// <param name="AsRecorded">True where cost and residuals are those that were recorded.</param>
public sealed record PlanReview(IReadOnlyList<string> Faults, IReadOnlyList<Residual> Residual, Cost Cost, bool AsRecorded)
{
    /// <summary>Figures that differ by less than this share are the same.</summary>
    internal const double Same = 1e-6;

    public bool Holds => Faults.Count == 0;

    /// <summary>True where the figures of a review are those that were recorded.</summary>
    internal static bool IsAsRecorded(Prescription told, IReadOnlyList<Residual> residual, Cost cost) =>
        Near(told.Cost.Total, cost.Total) && told.Cost.People == cost.People && told.Residual.Count == residual.Count
        && told.Residual.OrderBy(r => r.Service.Value, StringComparer.Ordinal).Zip(residual.OrderBy(r => r.Service.Value, StringComparer.Ordinal)).All(p => p.First.Service == p.Second.Service && Near(p.First.Before, p.Second.Before) && Near(p.First.After, p.Second.After));

    private static bool Near(double one, double other) => Math.Abs(one - other) <= Same * Math.Max(1, Math.Abs(one));
}
