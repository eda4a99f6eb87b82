using Ward.Predict.Risks;
using Ward.Prescribe.Standing;

namespace Ward.Server.Application.Improving;

/// <param name="Plan">With whose changes <paramref name="After"/> is.</param>
/// <param name="At">When it was reckoned, UTC.</param>
internal sealed record YearlyLoss(StandingPlan Plan, DateTimeOffset At, AnnualRisk Before, AnnualRisk After);
