using Ward.City.Assets;

namespace Ward.City.Flows;

/// <summary>An allowed conversation. Exactly one of zone and asset is set at each end.</summary>
/// <param name="Port">1 to 65535, or 0 for any.</param>
/// <param name="NeededBy">Services that lose this flow's work when it is closed.</param>
/// <param name="SessionsPerDay">Observed or estimated; the measure of what closing costs. 0 where nobody knows.</param>
public sealed record Flow(
    FlowId Id,
    FlowEnd From,
    FlowEnd To,
    Transport Protocol,
    int Port,
    IReadOnlyList<ServiceId> NeededBy,
    double SessionsPerDay);
