using Ward.City;
using Ward.Prescribe.Standing;

namespace Ward.Server.Application.Improving;

/// <param name="Plan">The last that came out well, or null where none has yet.</param>
/// <param name="City">Of which it is; null where there is none.</param>
/// <param name="Failed">The attempt since then that did not, or null.</param>
internal sealed record StandingState(StandingPlan? Plan, CityModel? City, StandingFailure? Failed);
