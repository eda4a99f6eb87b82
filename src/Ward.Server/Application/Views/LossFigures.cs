namespace Ward.Server.Application.Views;

/// <summary>What is lost in a year, of simulated years. Money in the unit of the city's file.</summary>
/// <param name="Mean">Money a year.</param>
/// <param name="StandardError">Of the mean, of the simulation alone.</param>
/// <param name="P50">In half of the years it is no more.</param>
/// <param name="P90">In nine of ten.</param>
/// <param name="P95">In nineteen of twenty.</param>
/// <param name="Falls">Times a year that it falls, on average.</param>
/// <param name="AnyLoss">Share of years in which it falls at all, 0..1.</param>
/// <param name="Persons">Persons put at risk a year, on average.</param>
/// <param name="CitizenHours">Hours without it times those whom it serves, a year on average.</param>
public sealed record LossFigures(double Mean, double StandardError, double P50, double P90, double P95, double Falls, double AnyLoss, double Persons, double CitizenHours);
