using Ward.Detect.Incidents;

namespace Ward.Predict;

/// <summary>The third chapter: where the attack would go next, and what it would cost people.</summary>
public interface IPredict
{
    /// <summary>Pure: the same incident over the same city gives the same forecast. Thread-safe.</summary>
    Forecast Foresee(Incident incident);

    /// <summary>
    /// The forecast with its <see cref="Forecast.Outlook"/>: what simulated attackers come to. Dearer than <see cref="Foresee"/>, and nothing is decided by it, so it
    /// is asked when the defence has acted; only the next revision of the same incident waits for it. Pure and thread-safe; a forecast without its situation comes back as it is.
    /// </summary>
    Forecast LookAhead(Forecast forecast);
}
