namespace Ward.Detect.Correlation;

/// <summary>What one correlation could not weigh. Written by its engine, read from any thread.</summary>
internal sealed class CorrelationTally
{
    /// <summary>Older than the group or the watermark takes in.</summary>
    internal long Late;

    /// <summary>Without a field by which it is grouped.</summary>
    internal long WithoutGroup;

    /// <summary>Without a value to count, or with one that is no number.</summary>
    internal long WithoutValue;

    /// <summary>Groups given up for lack of room.</summary>
    internal long Evicted;

    /// <summary>Times that a group had more events than it may remember and its window was told in fewer, see <see cref="Compactor"/>.</summary>
    internal long Compacted;

    /// <summary>Events that left a window before their time, since their group had no room.</summary>
    internal long Shortened;

    /// <summary>Findings told again because a late event, or an attested one, changed what they say.</summary>
    internal long Revised;

    internal void Write(BinaryWriter writer)
    {
        foreach (var figure in (ReadOnlySpan<long>)[Late, WithoutGroup, WithoutValue, Evicted, Compacted, Shortened, Revised]) writer.Write(figure);
    }

    internal static CorrelationTally Read(BinaryReader reader) => new()
    {
        Late = reader.ReadInt64(),
        WithoutGroup = reader.ReadInt64(),
        WithoutValue = reader.ReadInt64(),
        Evicted = reader.ReadInt64(),
        Compacted = reader.ReadInt64(),
        Shortened = reader.ReadInt64(),
        Revised = reader.ReadInt64(),
    };

    internal void Take(CorrelationTally other)
    {
        Volatile.Write(ref Late, other.Late);
        Volatile.Write(ref WithoutGroup, other.WithoutGroup);
        Volatile.Write(ref WithoutValue, other.WithoutValue);
        Volatile.Write(ref Evicted, other.Evicted);
        Volatile.Write(ref Compacted, other.Compacted);
        Volatile.Write(ref Shortened, other.Shortened);
        Volatile.Write(ref Revised, other.Revised);
    }
}
