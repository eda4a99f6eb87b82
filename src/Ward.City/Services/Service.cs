namespace Ward.City.Services;

/// <summary>What citizens get, what it needs, and what its loss costs them.</summary>
/// <param name="Needs">All must hold for the service to run; each names its alternatives.</param>
/// <param name="Citizens">How many people it serves.</param>
/// <param name="Impact">What an hour without it costs.</param>
/// <param name="Floor">Least share of the service that any prescription must leave running, 0..1.</param>
/// <param name="Tolerated">Probability of compromise that the city accepts, 0..1 exclusive; paths above it are to be cut.</param>
/// <param name="ManualFallback">How people carry on without it, or null where there is no way.</param>
/// <param name="Probe">How to ask whether it still answers, or null.</param>
public sealed record Service(
    ServiceId Id,
    string Name,
    IReadOnlyList<Need> Needs,
    long Citizens,
    Impact.Impact Impact,
    double Floor,
    double Tolerated,
    string? ManualFallback,
    Probe? Probe);
