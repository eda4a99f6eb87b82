using Ward.City;

namespace Ward.Predict.Risks;

/// <summary>What a service, or the whole city, loses a year. Money in the units of the city's file.</summary>
/// <param name="Service">Null for the city.</param>
/// <param name="Falls">Times a year that it falls, on average; for the city, times that any does.</param>
/// <param name="AnyLoss">Share of years in which it falls at all, 0..1.</param>
/// <param name="Mean">Money a year.</param>
/// <param name="StandardError">Of the mean, of the simulation alone.</param>
/// <param name="P50">Money; in half of the years it is no more.</param>
/// <param name="P90">In nine of ten years.</param>
/// <param name="P95">In nineteen of twenty.</param>
/// <param name="Persons">Persons put at risk a year, on average.</param>
/// <param name="CitizenHours">Hours without it times those whom it serves, a year on average.</param>
/// <param name="Exceedance">Losses by the share of years that lose more, that share descending.</param>
public sealed record AnnualLoss(
    ServiceId? Service,
    double Falls,
    double AnyLoss,
    double Mean,
    double StandardError,
    double P50,
    double P90,
    double P95,
    double Persons,
    double CitizenHours,
    IReadOnlyList<Exceeded> Exceedance);
