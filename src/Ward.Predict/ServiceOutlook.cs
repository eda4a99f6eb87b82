using Ward.City;

namespace Ward.Predict;

/// <summary>Whether and when a service would fall, over all ways at once, by simulation.</summary>
/// <param name="Probability">That it falls within the horizon of the simulation, 0..1, of all ways together.</param>
/// <param name="StandardError">Of the simulation alone, with two hits and two misses added (Agresti and Coull 1998), so that it is above 0 where nothing or everything was hit.</param>
/// <param name="WithinHour">0..1.</param>
/// <param name="WithinDay">0..1.</param>
/// <param name="WithinWeek">0..1.</param>
/// <param name="Fast">h; a tenth of the attacks that reach it are faster. Null where none did.</param>
/// <param name="Usual">h; half of them are faster.</param>
/// <param name="Slow">h; nine tenths of them are faster.</param>
public sealed record ServiceOutlook(
    ServiceId Service,
    double Probability,
    double StandardError,
    double WithinHour,
    double WithinDay,
    double WithinWeek,
    double? Fast,
    double? Usual,
    double? Slow);
