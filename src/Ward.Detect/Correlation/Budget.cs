namespace Ward.Detect.Correlation;

/// <summary>What all correlations of an engine hold together. Not thread-safe; the figures may be read from any thread.</summary>
internal sealed class Budget(int maxGroups, long maxBytes)
{
    private int groups;
    private long bytes;

    internal long Bytes => Volatile.Read(ref bytes);

    internal bool IsExceeded => groups > maxGroups || bytes > maxBytes;

    internal void Charge(int addedGroups, long addedBytes)
    {
        groups += addedGroups;
        bytes += addedBytes;
    }
}
