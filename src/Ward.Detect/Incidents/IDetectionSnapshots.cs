using Ward.City;

namespace Ward.Detect.Incidents;

/// <summary>Detection state together with the journal offset up to which it is true. Implemented by storage.</summary>
public interface IDetectionSnapshots
{
    Task<DetectionSnapshot?> Load(CityId city, CancellationToken stop);

    /// <summary>Replaces the former snapshot in one step: a crash leaves the old or the new, never a mixture.</summary>
    Task Save(DetectionSnapshot snapshot, CancellationToken stop);
}

/// <param name="NextOffset">First journal offset that is not in the state.</param>
public sealed record DetectionSnapshot(CityId City, long NextOffset, ReadOnlyMemory<byte> State);
