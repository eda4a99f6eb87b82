using Ward.Govern.Risk;
using Ward.Risks;

namespace Ward.Server.Application.Registering;

/// <param name="Notes">What changed, newest first.</param>
/// <param name="CityVersion">With which it was last reckoned by this process; "" before.</param>
/// <param name="At">When, UTC; null before.</param>
/// <param name="Problem">Why it cannot be kept or reckoned, or null.</param>
internal sealed record RegisterState(RiskRegister Register, IReadOnlyList<RegisterNote> Notes, string CityVersion, DateTimeOffset? At, string? Problem);
