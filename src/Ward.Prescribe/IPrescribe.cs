using Ward.Detect.Incidents;
using Ward.Predict;

namespace Ward.Prescribe;

/// <summary>The fourth chapter: the cheapest safe set of changes that stops the attack before harm.</summary>
public interface IPrescribe
{
    /// <summary>Pure as long as no deadline ends the search: the same incident and forecast give the same prescription. Thread-safe.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what it would have chosen with less time is not told.</exception>
    Prescription Choose(Incident incident, Forecast forecast, CancellationToken stop);
}
