namespace Ward.Predict.Risks;

/// <summary>What a city risks a year.</summary>
/// <param name="Services">In the order of the city.</param>
/// <param name="City">All together; services that fall in one attack fall in the same year.</param>
public sealed record AnnualRisk(IReadOnlyList<AnnualLoss> Services, AnnualLoss City, RiskAssumptions Assumptions);
