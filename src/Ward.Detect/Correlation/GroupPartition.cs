namespace Ward.Detect.Correlation;

/// <summary>Which partition owns a group: a pure function of its key, the same on every machine and in every run.</summary>
internal static class GroupPartition
{
    /// <param name="partitions">1 or more.</param>
    internal static int Of(ReadOnlySpan<byte> key, int partitions) =>
        partitions == 1 ? 0 : (int)(((UInt128)StableHash.Of(key) * (uint)partitions) >> 64);
}
