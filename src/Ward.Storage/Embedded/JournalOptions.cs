namespace Ward.Storage.Embedded;

/// <summary>Where the embedded journal lives and how much it may hold.</summary>
public sealed record JournalOptions
{
    /// <summary>A folder of its own; made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Bytes per segment file, a power of two, 1 MiB to 1 GiB; default 64 MiB. Forgotten arrivals free disk by whole segments.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of the newest arrivals held in memory, a power of two, at least 1 MiB; default 4 MiB.</summary>
    public long MemoryBytes { get; init; } = 4L << 20;

    /// <summary>The longest encoded arrival in bytes; a page must hold one whole.</summary>
    public const int LargestArrival = PageBytes - 64;

    /// <summary>No arrival crosses a page, so that reading can begin at any page.</summary>
    internal const int PageBytes = 256 << 10;
}
