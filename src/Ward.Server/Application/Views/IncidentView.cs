namespace Ward.Server.Application.Views;

/// <summary>An incident with its whole story: findings, forecast, prescription, plans, outcomes, judgements.</summary>
public sealed record IncidentView(
    IncidentRow Summary, IReadOnlyList<FindingView> Findings, ForecastView Forecast, PrescriptionView Prescription,
    IReadOnlyList<PlanView> Plans, IReadOnlyList<OutcomeView> Outcomes, IReadOnlyList<JudgementView> Judgements)
{
    /// <summary>The risk of its entities now, most points first.</summary>
    public IReadOnlyList<RiskView> Risk { get; init; } = [];
}
