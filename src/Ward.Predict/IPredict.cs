using Ward.Detect.Incidents;

namespace Ward.Predict;

/// <summary>The third chapter: where the attack would go next, and what it would cost people.</summary>
public interface IPredict
{
    /// <summary>Pure: the same incident over the same city gives the same forecast. Thread-safe.</summary>
    Forecast Foresee(Incident incident);
}
