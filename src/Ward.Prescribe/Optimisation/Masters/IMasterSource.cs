using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>Where masters come from. Thread-safe.</summary>
public interface IMasterSource
{
    /// <summary>An empty master, of which the caller disposes; where none can be had, one that is faulted.</summary>
    /// <param name="deadline">By when each of its answers is wanted: a call that would be longer ends then, without an optimum. None: as long as it takes.</param>
    IMaster Open(Deadline deadline);
}
