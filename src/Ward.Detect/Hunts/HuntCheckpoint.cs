namespace Ward.Detect.Hunts;

/// <summary>From where a hunt goes on.</summary>
/// <param name="Next">The first journal offset not looked at.</param>
/// <param name="Until">The first journal offset that the hunt leaves out: what was searchable when it began is what it looks at.</param>
/// <param name="State">What the analytics remember.</param>
public sealed record HuntCheckpoint(long Next, long Until, HuntProgress Progress, ReadOnlyMemory<byte> State);
