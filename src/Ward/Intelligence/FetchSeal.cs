namespace Ward.Intelligence;

/// <summary>How far the last good answer of a source went.</summary>
/// <param name="ETag">RFC 9110, 8.8.3.</param>
/// <param name="LastModified">RFC 9110, 8.8.2; of a file its own time.</param>
/// <param name="Added">TAXII: when the last object was added, as the server wrote it.</param>
/// <param name="Events">MISP: every event of the manifest with its time.</param>
public sealed record FetchSeal(string? ETag, DateTimeOffset? LastModified, string? Added, IReadOnlyDictionary<string, DateTimeOffset>? Events)
{
    public static FetchSeal None { get; } = new(null, null, null, null);
}
