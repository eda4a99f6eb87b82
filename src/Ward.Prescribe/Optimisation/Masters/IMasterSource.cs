namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>Where masters come from. Thread-safe.</summary>
public interface IMasterSource
{
    /// <summary>An empty master, of which the caller disposes; where none can be had, one that is faulted.</summary>
    IMaster Open();
}
