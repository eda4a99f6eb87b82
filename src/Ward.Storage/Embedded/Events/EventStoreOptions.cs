namespace Ward.Storage.Embedded.Events;

/// <summary>Where the embedded event store lives and how it divides its work.</summary>
public sealed record EventStoreOptions
{
    /// <summary>A folder of its own; made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Events in memory before they are written to disk; 1,000 to 2,000,000, default 300,000.</summary>
    public int HotEvents { get; init; } = 300_000;

    /// <summary>Bytes that events may take in memory before they are written to disk; default 64 MiB. Up to six times as much is held where the disk does not keep up.</summary>
    public long HotBytes { get; init; } = 64L << 20;

    /// <summary>How long an event may be in memory alone; default 10 minutes. The journal keeps it until it is on disk.</summary>
    public TimeSpan HotAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Bytes of events that may stand on disk as they stood in memory, waiting for being written as Parquet, 64 MiB or more; default 8 GiB. Beyond half of it
    /// that work gives way to nothing any more, beyond all of it the writer waits and the journal holds what comes.
    /// </summary>
    public long SpillBytes { get; init; } = 8L << 30;

    /// <summary>So many pieces of one day and class, each under <see cref="SegmentEvents"/> / 2, are joined to one; 2 to 100, default 8.</summary>
    public int JoinAt { get; init; } = 8;

    /// <summary>Events of a joined piece; default 1,000,000.</summary>
    public int SegmentEvents { get; init; } = 1_000_000;

    /// <summary>MiB that DuckDB may hold for searches, and half as much for writing; beyond them it uses the disk. Default 640.</summary>
    public int MemoryMiB { get; init; } = 640;

    /// <summary>zstd's level for a piece that is likely to be joined with others, 1 to 22; default 3.</summary>
    public int PieceCompressionLevel { get; init; } = 3;

    /// <summary>zstd's level for joined pieces and for those that are large at once, 1 to 22; default 9.</summary>
    public int CompressionLevel { get; init; } = 9;

    /// <exception cref="ArgumentException">An option is out of bounds; the message names it, its value and the bound.</exception>
    internal void Check()
    {
        if (HotEvents is < 1_000 or > 2_000_000) throw new ArgumentException($"{nameof(HotEvents)} is {HotEvents}; it must be 1,000 to 2,000,000.");
        if (JoinAt is < 2 or > 100) throw new ArgumentException($"{nameof(JoinAt)} is {JoinAt}; it must be 2 to 100.");
        if (SegmentEvents < HotEvents) throw new ArgumentException($"{nameof(SegmentEvents)} is {SegmentEvents}; it must be at least {nameof(HotEvents)} ({HotEvents}).");
        if (SpillBytes < 64 << 20) throw new ArgumentException($"{nameof(SpillBytes)} is {SpillBytes}; it must be at least {64 << 20}.");
        if (MemoryMiB < 128) throw new ArgumentException($"{nameof(MemoryMiB)} is {MemoryMiB}; it must be at least 128.");
        if (PieceCompressionLevel is < 1 or > 22) throw new ArgumentException($"{nameof(PieceCompressionLevel)} is {PieceCompressionLevel}; it must be 1 to 22.");
        if (CompressionLevel is < 1 or > 22) throw new ArgumentException($"{nameof(CompressionLevel)} is {CompressionLevel}; it must be 1 to 22.");
    }
}
