namespace Ward.Intelligence;

/// <summary>What a source may cost.</summary>
/// <param name="Bytes">Longest answer after unpacking. Default 1 GiB.</param>
/// <param name="Patience">Longest time of one fetch as a whole, so that a slow answer ends. Default 10 min.</param>
/// <param name="PageLimit">TAXII: objects a page. Default 5,000.</param>
/// <param name="Pages">TAXII: most pages, MISP: most events, of one fetch. Default 10,000.</param>
public sealed record FetchLimits(long Bytes, TimeSpan Patience, int PageLimit, int Pages)
{
    public static FetchLimits Default { get; } = new(1L << 30, TimeSpan.FromMinutes(10), 5_000, 10_000);
}
