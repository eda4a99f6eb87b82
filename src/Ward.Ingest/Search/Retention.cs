namespace Ward.Ingest.Search;

/// <summary>How much history is kept.</summary>
/// <param name="Keep">By event time, in whole days; null keeps all.</param>
/// <param name="Size">Bytes on disk; null sets no bound.</param>
public sealed record Retention(TimeSpan? Keep, long? Size)
{
    /// <summary>90 days, 50 GB.</summary>
    public static Retention Default { get; } = new(TimeSpan.FromDays(90), 50_000_000_000);
}
