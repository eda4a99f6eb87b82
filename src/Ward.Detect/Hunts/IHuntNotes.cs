using Ward.Detect.Findings;

namespace Ward.Detect.Hunts;

/// <summary>Where one hunt keeps what it found and how far it is. Implemented by storage.</summary>
public interface IHuntNotes
{
    /// <summary>
    /// Keeps the findings since the checkpoint before, and the checkpoint; both or neither outlive a kill. Findings that a kill left
    /// without their checkpoint are forgotten, for the hunt finds them again.
    /// </summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    ValueTask Save(HuntCheckpoint checkpoint, IReadOnlyList<Finding> since, CancellationToken stop);
}
