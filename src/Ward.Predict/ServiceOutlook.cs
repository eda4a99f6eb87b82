using Ward.City;

namespace Ward.Predict;

/// <summary>Whether and when a service would fall, over all ways at once, by simulation of an attacker who tries everything that he can reach, all at once, and never tires.</summary>
/// <param name="Probability">That it falls within the horizon of the simulation, 0..1, of all ways together.</param>
/// <param name="StandardError">Of the simulation alone, with two hits and two misses added (Agresti and Coull 1998), so that it is above 0 where everything was hit.</param>
/// <param name="WithinHour">0..1.</param>
/// <param name="WithinDay">0..1.</param>
/// <param name="WithinWeek">0..1.</param>
/// <param name="Fast">h; a tenth of the attacks that reach it are faster.</param>
/// <param name="Usual">h; half of them are faster.</param>
/// <param name="Slow">h; nine tenths of them are faster.</param>
public sealed record ServiceOutlook(
    ServiceId Service,
    double Probability,
    double StandardError,
    double WithinHour,
    double WithinDay,
    double WithinWeek,
    double Fast,
    double Usual,
    double Slow)
{
    /// <summary>That it falls, corrected by how simulated attackers who tire and mostly want something else fared, 0..1 (<see cref="Simulation.Recalibration"/>); the probability itself where nothing is corrected.</summary>
    public double Likely { get; init; }

    /// <summary>h after which half of those fell that did, corrected likewise.</summary>
    public double LikelyAfter { get; init; }
}
